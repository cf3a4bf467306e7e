import { describe, expect, test } from '@jest/globals';
import { check, refusals, warnings } from '../../check.js';
import { bytesOf, smallZip } from '../../file-bytes.js';
import { noise } from '../../../../fixtures/filler.js';
import { guestsBehind } from '../../guest-cases.js';

const be = (value: number, bytes: number): Buffer => {
  const out = Buffer.alloc(8);
  out.writeBigUInt64BE(BigInt(value));
  return out.subarray(8 - bytes);
};

/** One grey channel of 8 bits; rows of equal packed length when compressed. */
function psdFile({
  width = 300,
  height = 400,
  large = false,
  packedRow = 0,
  resources = bytesOf('8BIM\x04\x04\0\0\0\0\0\0'),
  layers = Buffer.alloc(0) as Buffer,
} = {}): Buffer {
  const header = [
    bytesOf('8BPS'),
    be(large ? 2 : 1, 2),
    Buffer.alloc(6),
    be(1, 2),
    be(height, 4),
    be(width, 4),
    be(8, 2),
    be(1, 2),
  ];
  const rows = packedRow
    ? [
        be(1, 2),
        ...Array.from({ length: height }, () => be(packedRow, large ? 4 : 2)),
        noise(packedRow * height),
      ]
    : [be(0, 2), noise(width * height)];
  return Buffer.concat([
    ...header,
    be(0, 4),
    be(resources.length, 4),
    resources,
    be(layers.length, large ? 8 : 4),
    layers,
    ...rows,
  ]);
}

describe.each([
  ['of raw rows', {}],
  ['of packed rows', { packedRow: 200 }],
  ['with layers', { packedRow: 150, layers: noise(90_000) }],
  ['in the large format', { large: true, packedRow: 222 }],
])('Photoshop document %s', (_name, options) => {
  const document = psdFile(options);

  test('is accepted with its dimensions', async () => {
    const verdict = await check(document, { declaredType: 'image/x-photoshop', maxPixels: 120_000 });
    expect(verdict).toMatchObject({
      verdict: 'accept',
      detectedType: 'image/vnd.adobe.photoshop',
      width: 300,
      height: 400,
      findings: [],
    });
    expect(verdict.ranges).toBeLessThanOrEqual(4);
  });

  test.each(guestsBehind(document))('%s is refused', async (_guest, bytes) => {
    expect(refusals(await check(bytes))).not.toEqual([]);
  });

  test('is noted when it is cut', async () => {
    expect(warnings(await check(document.subarray(0, -40)))).toEqual(['truncated']);
    expect(warnings(await check(document.subarray(0, 45)))).toEqual(['truncated']);
  });
});

test('a table of many rows takes its share of the reads from the resources', async () => {
  const document = psdFile({
    height: 19_000,
    packedRow: 8,
    resources: Buffer.concat([bytesOf('8BIM'), noise(200_000)]),
  });
  expect(await check(document)).toMatchObject({ verdict: 'accept', findings: [] });
  expect((await check(document)).bytesRead).toBeLessThan(130_000);
});

test('an archive among the image resources is refused', async () => {
  const resources = Buffer.concat([bytesOf('8BIM'), Buffer.alloc(20_000), smallZip]);
  expect(refusals(await check(psdFile({ resources })))).toEqual(['guest-inside']);
});
