import { describe, expect, test } from '@jest/globals';
import { eventSchemas } from '../../../lambda/api/schema/event-schemas.js';
import { eventsOf, type RecordChange } from '../../../lambda/core/announcement/record-change.js';
import type { Share } from '../../../lambda/core/share/share.js';
import type { FileRecord, FileStatus } from '../../../lambda/core/file/file.js';
import type { Read } from '../../../lambda/core/event/read.js';
import { noon, photo } from '../records.js';
import { endpoint } from '../webhook/endpoint.js';

type FileChange = Extract<RecordChange, { kind: 'file' }>;

const change = (before: Partial<FileRecord> | undefined, after: Partial<FileRecord>): FileChange => ({
  kind: 'file',
  ...(before && { before: photo(before) }),
  after: photo({ revision: 2, ...after }),
  at: noon,
});

const moved = (before: FileStatus | undefined, after: FileStatus) =>
  eventsOf(change(before && { status: before }, { status: after }))[0]?.type;

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
  ] as const)('%s -> %s is announced as %s', (before, after, type) => {
    expect(moved(before, after)).toBe(type);
  });

  test.each([
    ['its parts are being joined', 'pending', 'completing'],
    ['its name was changed', 'verified', 'verified'],
  ] as const)('there is no event when %s', (_what, before, after) => {
    expect(moved(before, after)).toBeUndefined();
  });

  test('is announced with its type, name and metadata, as documented', () => {
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
    const event = eventsOf(verified)[0];
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
          ...{ width: null, height: null, contains: null, checks: photo().checks },
          reasons: [],
          warnings: [{ code: 'padding', offset: 9 }],
          ...{ createdAt: noon.toISOString(), uploadedAt: null, verifiedAt: noon.toISOString() },
          ...{ expiresAt: null, deletedFor: null },
        },
      },
    });
    expect(eventSchemas['file.verified'].parse(event)).toEqual(event);
  });

  test('is announced without a name after it is deleted', () => {
    const deleted = change({ status: 'verified' }, { status: 'deleted', filename: '', metadata: {} });
    expect(eventsOf(deleted)[0]).toMatchObject({
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
    eventsOf({ kind: 'share', ...(before && { before }), after, at: noon })[0];

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

  test('is announced when it is disabled, without its URL, and once', () => {
    const event = eventsOf({ kind: 'webhook', before: endpoint(), after: disabled, at: noon })[0];
    expect(event).toMatchObject({ type: 'webhook.disabled', owner: null });
    expect(eventSchemas['webhook.disabled'].parse(event)).toEqual(event);
    expect(JSON.stringify(event)).not.toContain('https:');
    expect(eventsOf({ kind: 'webhook', before: disabled, after: disabled, at: noon })[0]).toBeUndefined();
  });

  test('has no event otherwise', () => {
    expect(eventsOf({ kind: 'webhook', after: endpoint(), at: noon })[0]).toBeUndefined();
  });
});

describe('a read', () => {
  const read: Read = {
    ...{ id: 'read_1', at: noon, how: 'bulk', subject: 'bob', shareId: null },
    files: [
      { id: 'one', owner: 'alice', revision: 3, expiresAt: noon },
      { id: 'two', owner: 'eve', revision: 3, expiresAt: noon },
    ],
  };

  test('is announced for each file, with subject and method, as documented', () => {
    const events = eventsOf({ kind: 'read', after: read });
    expect(events).toMatchObject([
      { type: 'file.read', owner: 'alice', revision: 3, data: { file: { id: 'one' } } },
      { type: 'file.read', owner: 'eve', revision: 3, data: { file: { id: 'two' } } },
    ]);
    expect(events.map(({ data }) => ('read' in data ? data.read : undefined))).toEqual([
      ...Array<object>(2).fill({
        ...{ id: 'read_1', how: 'bulk', subject: 'bob', share: null, expiresAt: noon.toISOString() },
      }),
    ]);
    for (const event of events) expect(eventSchemas['file.read'].parse(event)).toEqual(event);
  });

  test('by a link names the link', () => {
    const [event] = eventsOf({ kind: 'read', after: { ...read, how: 'share', subject: null, shareId: 's' } });
    expect(event?.data).toMatchObject({ read: { how: 'share', subject: null, share: { id: 's' } } });
    expect(eventSchemas['file.read'].parse(event)).toEqual(event);
  });

  test('has an id of its own for each file and each time', () => {
    const ids = [read, { ...read, id: 'read_2' }, read].flatMap((after) =>
      eventsOf({ kind: 'read', after }).map(({ id }) => id),
    );
    expect(new Set(ids).size).toBe(4);
  });
});

describe('an id', () => {
  const id = (one: FileChange) => eventsOf(one)[0]?.id;
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
