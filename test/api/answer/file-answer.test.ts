import { expect, test } from '@jest/globals';
import { fileAnswer } from '../../../lambda/api/answer/file-answer.js';
import { noon, photo, photoId } from '../../core/records.js';

const known = {
  id: photoId,
  filename: 'me.png',
  contentType: 'image/png',
  sizeBytes: 900,
  metadata: {},
  status: 'pending',
  checks: { size: 'pending', checksum: 'skipped', type: 'pending', malware: 'skipped' },
  reasons: [],
  warnings: [],
  createdAt: '2026-11-22T12:00:00.000Z',
  revision: 1,
};

test('a file that has no bytes yet says what is known: no owner, key or version', () => {
  expect(fileAnswer(photo())).toEqual({
    ...known,
    ...{ detectedType: null, sha256: null, width: null, height: null, contains: null },
    ...{ uploadedAt: null, verifiedAt: null, expiresAt: null },
  });
});

test('a verified file says what its bytes are, and each reason what to do', () => {
  const later = new Date(noon.getTime() + 60_000);
  const warnings = [{ code: 'comment', message: 'a comment', offset: 9 }];
  const answer = fileAnswer(
    photo({
      ...{ status: 'verified', version: { versionId: 'v1', sequencer: '0A' }, detectedType: 'image/png' },
      ...{ sha256: 'hash', width: 3, height: 4, metadata: { album: 'summer' }, revision: 7 },
      contains: ['location'],
      ...{ uploadedAt: noon, verifiedAt: later, expiresInSeconds: 120, warnings },
      reasons: [{ code: 'empty-file', message: 'it is empty' }],
    }),
  );
  expect(answer).toEqual({
    ...known,
    ...{ status: 'verified', detectedType: 'image/png', sha256: 'hash', width: 3, height: 4 },
    ...{ metadata: { album: 'summer' }, warnings, revision: 7, contains: ['location'] },
    reasons: [
      { code: 'empty-file', message: 'it is empty', advice: 'Choose the file again once it has content.' },
    ],
    uploadedAt: '2026-11-22T12:00:00.000Z',
    verifiedAt: '2026-11-22T12:01:00.000Z',
    expiresAt: '2026-11-22T12:02:00.000Z',
  });
});

test('a deleted file is never shown', () => {
  expect(() => fileAnswer(photo({ status: 'deleted' }))).toThrow(`deleted file ${photoId}`);
});
