import { describe, expect, test } from '@jest/globals';
import { eventSchemas } from '../../../lambda/api/event-schemas.js';
import { eventOf, type RecordChange } from '../../../lambda/core/event/record-change.js';
import type { Share } from '../../../lambda/core/share/share.js';
import type { FileRecord, FileStatus } from '../../../lambda/core/file.js';
import { noon, photo } from '../records.js';
import { endpoint } from '../webhook/endpoint.js';

const change = (before: Partial<FileRecord> | undefined, after: Partial<FileRecord>): RecordChange => ({
  kind: 'file' as const,
  ...(before && { before: photo(before) }),
  after: photo({ revision: 2, ...after }),
  at: noon,
});

const moved = (before: FileStatus | undefined, after: FileStatus) =>
  eventOf(change(before && { status: before }, { status: after }))?.type;

describe('what happens to a file', () => {
  test.each([
    [undefined, 'pending', 'upload.created'],
    ['pending', 'uploaded', 'file.uploaded'],
    ['completing', 'uploaded', 'file.uploaded'],
    ['expired', 'uploaded', 'file.uploaded'],
    ['uploaded', 'held', 'file.held'],
    ['uploaded', 'verified', 'file.verified'],
    ['held', 'verified', 'file.verified'],
    ['uploaded', 'rejected', 'file.rejected'],
    ['verified', 'rejected', 'file.rejected'],
    ['pending', 'expired', 'upload.expired'],
    ['pending', 'aborted', 'upload.aborted'],
    ['verified', 'deleted', 'file.deleted'],
  ] as const)('%s -> %s is told as %s', (before, after, type) => {
    expect(moved(before, after)).toBe(type);
  });

  test.each([
    ['its parts are being joined', 'pending', 'completing'],
    ['a part changed while they were', 'completing', 'pending'],
    ['its name was changed', 'verified', 'verified'],
  ] as const)('nobody is told when %s', (_what, before, after) => {
    expect(moved(before, after)).toBeUndefined();
  });

  test('is told with what it is and what its owner called it, and as documented', () => {
    const verified = change(
      { status: 'uploaded' },
      {
        status: 'verified',
        detectedType: 'image/png',
        metadata: { order: '7' },
        warnings: [{ code: 'padding', message: 'before the word “secret.png”', offset: 9 }],
        version: { versionId: 'v1', sequencer: '00' },
        verifiedAt: noon,
      },
    );
    const event = eventOf(verified);
    expect(event).toEqual({
      id: expect.stringMatching(/^evt_[\w-]{22}$/),
      type: 'file.verified',
      timestamp: '2026-11-22T12:00:00.000Z',
      revision: 2,
      owner: 'alice',
      data: {
        file: {
          ...{
            id: photo().id,
            status: 'verified',
            filename: 'me.png',
            metadata: { order: '7' },
            method: 'put',
          },
          ...{ sizeBytes: 900, contentType: 'image/png', detectedType: 'image/png', sha256: null },
          ...{ width: null, height: null, checks: photo().checks },
          reasons: [],
          warnings: [{ code: 'padding', offset: 9 }],
          ...{ createdAt: noon.toISOString(), uploadedAt: null, verifiedAt: noon.toISOString() },
          ...{ expiresAt: null, deletedFor: null },
        },
      },
    });
    expect(eventSchemas['file.verified'].parse(event)).toEqual(event);
  });

  test('is told without a name once it is deleted', () => {
    const deleted = change({ status: 'verified' }, { status: 'deleted', filename: '', metadata: {} });
    expect(eventOf(deleted)).toMatchObject({
      data: { file: { status: 'deleted', filename: null, metadata: {} } },
    });
  });
});

describe('what happens to a link', () => {
  const made: Share = {
    ...{ id: 'hash', fileId: photo().id, owner: 'alice', createdBy: 'user:alice', createdAt: noon },
    ...{ expiresAt: noon, downloads: 0, passwordHash: '$scrypt$secret', revision: 1 },
  };
  const told = (before: Share | undefined, after: Share) =>
    eventOf({ kind: 'share', ...(before && { before }), after, at: noon });

  test.each([
    ['made', undefined, made, 'share.created'],
    ['used', made, { ...made, downloads: 1, revision: 2 }, 'share.used'],
    ['taken back', made, { ...made, revokedAt: noon, revision: 2 }, 'share.revoked'],
  ] as const)('%s', (_what, before, after, type) => {
    const event = told(before, after);
    expect(event).toMatchObject({ type, owner: 'alice', revision: after.revision });
    expect(eventSchemas[type].parse(event)).toEqual(event);
    expect(JSON.stringify(event)).not.toContain('secret');
  });
});

describe('what happens to a webhook endpoint', () => {
  const disabled = endpoint({ disabled: { reason: 'gone', at: noon }, revision: 2 });

  test('is told when it is disabled, without its URL, and once', () => {
    const event = eventOf({ kind: 'webhook', before: endpoint(), after: disabled, at: noon });
    expect(event).toMatchObject({ type: 'webhook.disabled', owner: null });
    expect(eventSchemas['webhook.disabled'].parse(event)).toEqual(event);
    expect(JSON.stringify(event)).not.toContain('https:');
    expect(eventOf({ kind: 'webhook', before: disabled, after: disabled, at: noon })).toBeUndefined();
  });

  test('is nobody’s business otherwise', () => {
    expect(eventOf({ kind: 'webhook', after: endpoint(), at: noon })).toBeUndefined();
  });
});

describe('an id', () => {
  const id = (one: RecordChange) => eventOf(one)?.id;
  const verified = change({ status: 'uploaded' }, { status: 'verified' });

  test('is the same whenever the same change is read', () => {
    expect(id({ ...verified, at: new Date(0) })).toBe(id(verified));
  });

  test('is another for another change, or another file', () => {
    const later = change({ status: 'uploaded' }, { status: 'verified', revision: 3 });
    const other = change(
      { status: 'uploaded' },
      { status: 'verified', id: '01939f5e-8a00-7abc-8def-0123456789ac' },
    );
    expect(new Set([verified, later, other].map(id)).size).toBe(3);
  });
});
