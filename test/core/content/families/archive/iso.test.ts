import { describe, expect, test } from '@jest/globals';
import { check, refusals, warnings } from '../../check.js';
import { bytesOf, smallPdf } from '../../file-bytes.js';
import { noise } from '../../../../fixtures/filler.js';
import { guestsBehind } from '../../guest-cases.js';

/** A primary volume descriptor that states all sectors, with files behind it. */
function isoFile({ sectors = 60, systemArea = Buffer.alloc(0) } = {}): Buffer {
  const bytes = Buffer.concat([Buffer.alloc(17 * 2048), noise((sectors - 17) * 2048)]);
  systemArea.copy(bytes);
  bytes.write('\x01CD001\x01', 0x8000, 'latin1');
  bytes.writeUInt32LE(sectors, 0x8000 + 80);
  bytes.writeUInt32BE(sectors, 0x8000 + 84);
  bytes.writeUInt16LE(2048, 0x8000 + 128);
  bytes.writeUInt16BE(2048, 0x8000 + 130);
  return bytes;
}
const small = isoFile({ sectors: 20 });
const long = isoFile();

describe('ISO 9660', () => {
  test.each([
    ['small', small],
    ['long', long],
  ])('%s is accepted', async (_name, bytes) => {
    const verdict = await check(bytes, { declaredType: 'application/x-cd-image' });
    expect(verdict).toMatchObject({
      verdict: 'accept',
      detectedType: 'application/x-iso9660-image',
      findings: [],
    });
    expect(verdict.ranges).toBeLessThanOrEqual(3);
  });

  test.each([
    ...guestsBehind(long),
    [
      'a document before the first descriptor',
      isoFile({ sectors: 20, systemArea: Buffer.concat([Buffer.alloc(64), smallPdf]) }),
    ],
  ])('%s is refused', async (_name, bytes) => {
    expect(refusals(await check(bytes))).not.toEqual([]);
  });

  test('an image that is cut off is noted', async () => {
    expect(warnings(await check(long.subarray(0, -4096)))).toEqual(['truncated']);
  });

  test('zeros alone are no disc image', async () => {
    expect((await check(Buffer.alloc(128 * 1024))).detectedType).toBe('application/octet-stream');
    expect((await check(bytesOf('\0'.repeat(50_000)))).detectedType).toBe('application/octet-stream');
  });
});
