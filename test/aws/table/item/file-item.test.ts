import { describe, expect, test } from '@jest/globals';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { dueRange } from '../../../../lambda/aws/table/item/due-key.js';
import { fromItem, heldPartition, heldShards, toItem } from '../../../../lambda/aws/table/item/file-item.js';
import { noon, photo } from '../../../core/records.js';

const version = { versionId: 'v1', sequencer: '' };
const later = (ms: number) => new Date(noon.getTime() + ms);

/** Whether a file is in the result for its kind, since `at` or longer. */
function isDue(file: Parameters<typeof toItem>[0], kind: Parameters<typeof dueRange>[0], at: Date): boolean {
  const { gsi2pk = '', gsi2sk = '' } = toItem(file);
  const { ':from': from, ':to': to } = dueRange(kind, at);
  return gsi2pk.startsWith('DUE#') && from <= gsi2sk && gsi2sk <= to;
}

describe('the index of what waits', () => {
  test('has an upload from the expiry of its last presigned write on', () => {
    const file = photo();
    expect(isDue(file, 'upload', later(900_000))).toBe(true);
    expect(isDue(file, 'upload', later(899_999))).toBe(false);
    expect(isDue(file, 'verdict', later(900_000))).toBe(false);
  });

  test('has a verified file only with a retention', () => {
    const file = photo({ status: 'verified', version });
    expect(toItem(file)).not.toHaveProperty('gsi2pk');
    expect(isDue({ ...file, expiresInSeconds: 60 }, 'retention', later(60_000))).toBe(true);
  });

  test('has a deleted file for its removal while it names a version, then as a tombstone', () => {
    const file = photo({ status: 'deleted', version, keepUntil: later(1000) });
    expect(isDue(file, 'removal', later(0))).toBe(true);
    const { version: _removed, ...rest } = file;
    expect(isDue(rest, 'removal', later(1e9))).toBe(false);
    expect(isDue(rest, 'tombstone', later(1000))).toBe(true);
  });

  test('has a requeued file from that time on', () => {
    const file = photo({ status: 'uploaded', version, uploadedAt: noon });
    expect(isDue(file, 'verdict', noon)).toBe(true);
    expect(isDue({ ...file, swept: { attempts: 1, at: later(5) } }, 'verdict', later(4))).toBe(false);
  });

  test('has held files for an administrator, not for the sweep', () => {
    expect(toItem(photo({ status: 'held', version })).gsi2pk).toMatch(/^HELD#/);
  });
});

test.each([
  photo(),
  photo({ method: 'multipart', parts: { uploadId: 'u', partSizeBytes: 5, partCount: 2 } }),
  photo({
    ...{ status: 'verified', version, uploadedAt: noon, verifiedAt: later(3), width: 3, height: 4 },
    ...{ decision: { verdict: 'release', by: 'ada', at: later(2) } },
  }),
  photo({
    ...{ status: 'deleted', version, keepUntil: later(1000), deletedFor: 'retention' },
    ...{ expiresInSeconds: 60, swept: { attempts: 2, at: later(5) }, uploadedAt: noon },
  }),
])('a file comes back from the table as it went: %#', (file) => {
  expect(fromItem(toItem(file))).toStrictEqual(file);
});

test.each([
  ['pending', true],
  ['held', true],
  ['rejected', true],
  ['expired', true],
  ['aborted', false],
  ['deleted', false],
] as const)('a file that is %s is in its owner’s list: %s', (status, isListed) => {
  const item = toItem(photo({ status }));
  const { gsi1pk, gsi1sk } = { gsi1pk: 'OWNER#alice', gsi1sk: photo().id };
  expect('gsi1pk' in item).toBe(isListed);
  if (isListed) expect(item).toMatchObject({ gsi1pk, gsi1sk });
});

test('held files are spread over all partitions of their list', () => {
  const ids = Array.from(
    { length: 200 },
    (_, index) => photo().id.slice(0, -4) + (index * 311).toString(16).padStart(4, '0'),
  );
  const used = new Set(ids.map((id) => toItem(photo({ id, status: 'held' })).gsi2pk));
  expect([...used].sort()).toEqual(
    Array.from({ length: heldShards }, (_, shard) => heldPartition(shard)).sort(),
  );
  expect(toItem(photo({ status: 'held' })).gsi2sk).toBe(photo().id);
});

test('DynamoDB forgets a tombstone when its time is over, and nothing else', () => {
  expect(toItem(photo({ status: 'aborted', keepUntil: later(1001) })).expiresAtSeconds).toBe(
    noon.getTime() / 1000 + 2,
  );
  expect(toItem(photo())).not.toHaveProperty('expiresAtSeconds');
});

describe('metadata in the table', () => {
  /** As the document client writes and reads it, through the JSON of DynamoDB. */
  const stored = (item: object) => {
    const sent = JSON.stringify(marshall(item, { removeUndefinedValues: true }));
    return fromItem(
      unmarshall(JSON.parse(sent) as Record<string, AttributeValue>) as ReturnType<typeof toItem>,
    );
  };

  test('keeps every name, whatever its meaning to a program', () => {
    const names = [
      'constructor',
      '__proto__',
      'toString',
      'hasOwnProperty',
      'prototype',
      ' ',
      '\0',
      'é',
      'e\u0301',
    ];
    const metadata = Object.fromEntries(names.map((name) => [name, `${name}!`]));
    const read = stored(toItem(photo({ metadata })));
    expect(Object.entries(read.metadata)).toEqual(Object.entries(metadata));
    expect(JSON.stringify(read.metadata)).toBe(JSON.stringify(metadata));
  });

  test('is read of records that hold it as a map, too', () => {
    const before = { ...toItem(photo()), metadata: { album: 'Bali' } };
    expect(stored(before)).toEqual(photo({ metadata: { album: 'Bali' } }));
  });
});
