import { describe, expect, test } from '@jest/globals';
import { findGuests } from '../../../../lambda/core/content/evidence/guests.js';
import { bytesOf, smallZip } from '../file-bytes.js';
import { noise } from '../../../fixtures/filler.js';

/** The end record of an archive (APPNOTE.TXT 4.3.16) among other bytes. */
function endRecord(entries: number, directoryBytes: number): Buffer {
  const fields = Buffer.alloc(18);
  fields.writeUInt16LE(entries, 4);
  fields.writeUInt16LE(entries, 6);
  fields.writeUInt32LE(directoryBytes, 8);
  return Buffer.concat([noise(1_000), bytesOf('PK\x05\x06'), fields, noise(1_000)]);
}

describe('The end record of an archive', () => {
  test.each([
    ['a directory longer than what stands before it', endRecord(3, 100_000)],
    ['more entries than its directory has room for', endRecord(3, 46)],
    ['a directory that is not there', endRecord(3, 600)],
  ])('is none that states %s', (_what, bytes) => {
    expect([...findGuests(bytes, 0).keys()]).toEqual([]);
  });

  test.each([
    ['of an empty archive', endRecord(0, 0)],
    ['of ZIP64', endRecord(0xffff, 0xffffffff)],
    ['whose directory was not read', endRecord(3, 2_000), 5_000],
    ['behind its directory', smallZip],
  ])('%s is found', (_what, bytes, base = 0) => {
    expect(findGuests(bytes, base).has('zip')).toBe(true);
  });
});
