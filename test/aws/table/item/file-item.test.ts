import { describe, expect, test } from '@jest/globals';
import { dueRange } from '../../../../lambda/aws/table/item/due-key.js';
import { fromItem, toItem } from '../../../../lambda/aws/table/item/file-item.js';
import { noon, photo } from '../../../core/records.js';

const version = { versionId: 'v1', sequencer: '' };
const later = (ms: number) => new Date(noon.getTime() + ms);

/** Whether a file is among those of its kind that have waited since `at` or longer. */
function isDue(file: Parameters<typeof toItem>[0], kind: Parameters<typeof dueRange>[0], at: Date): boolean {
  const { gsi2pk = '', gsi2sk = '' } = toItem(file);
  const { ':from': from, ':to': to } = dueRange(kind, at);
  return gsi2pk.startsWith('DUE#') && from <= gsi2sk && gsi2sk <= to;
}

describe('the index of what waits', () => {
  test('holds an upload from the end of its last signed write on', () => {
    const file = photo();
    expect(isDue(file, 'upload', later(900_000))).toBe(true);
    expect(isDue(file, 'upload', later(899_999))).toBe(false);
    expect(isDue(file, 'verdict', later(900_000))).toBe(false);
  });

  test('holds a verified file only where it is kept for a time', () => {
    const file = photo({ status: 'verified', version });
    expect(toItem(file)).not.toHaveProperty('gsi2pk');
    expect(isDue({ ...file, expiresInSeconds: 60 }, 'retention', later(60_000))).toBe(true);
  });

  test('holds a deleted file for its removal while it names bytes, then for its end', () => {
    const file = photo({ status: 'deleted', version, keepUntil: later(1000) });
    expect(isDue(file, 'removal', later(0))).toBe(true);
    const { version: _removed, ...rest } = file;
    expect(isDue(rest, 'removal', later(1e9))).toBe(false);
    expect(isDue(rest, 'tombstone', later(1000))).toBe(true);
  });

  test('holds what was sent on its way once, from then on', () => {
    const file = photo({ status: 'uploaded', version, uploadedAt: noon });
    expect(isDue(file, 'verdict', noon)).toBe(true);
    expect(isDue({ ...file, swept: { attempts: 1, at: later(5) } }, 'verdict', later(4))).toBe(false);
  });

  test('holds held files for a person, not for the sweep', () => {
    expect(toItem(photo({ status: 'held', version })).gsi2pk).toMatch(/^HELD#/);
  });
});

test('a file comes back from the table as it went', () => {
  const file = photo({
    ...{ status: 'deleted', version, keepUntil: later(1000), deletedFor: 'retention' },
    ...{ expiresInSeconds: 60, swept: { attempts: 2, at: later(5) }, uploadedAt: noon },
  });
  expect(fromItem(toItem(file))).toEqual(file);
});
