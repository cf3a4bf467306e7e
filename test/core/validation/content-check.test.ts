import { describe, expect, test } from '@jest/globals';
import { bytesReader } from '../../../lambda/core/content/index.js';
import { contentCheck } from '../../../lambda/core/validation/content-check.js';
import { bytesOf, pngChunk, pngFile } from '../content/file-bytes.js';
import { noise } from '../../fixtures/filler.js';
import { photo, policy } from '../records.js';

/** A GIF of two colours: header, screen of these measures, one line of pixels as large. */
const gif = (width: number, height: number) =>
  Buffer.concat([
    Buffer.from('GIF89a'),
    Buffer.from([width, 0, height, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255]),
    Buffer.from([0x2c, 0, 0, 0, 0, width, 0, height, 0, 0, 2, 2, 0x44, 1, 0, 0x3b]),
  ]);

function check(bytes: Uint8Array, declared: object, changes: Partial<typeof policy> = {}) {
  const read = contentCheck({ ...policy, allowedTypes: ['image/gif', 'text/plain'], ...changes }, () =>
    bytesReader(bytes),
  );
  const stored = { versionId: 'v1', sizeBytes: bytes.length, properties: {} };
  return read(photo(declared), stored);
}

const picture = { contentType: 'image/gif', filename: 'me.gif' };

describe('stored bytes', () => {
  test('that are what was declared are accepted, with their measures', async () => {
    await expect(check(gif(1, 1), picture)).resolves.toEqual({
      verdict: 'accept',
      detectedType: 'image/gif',
      reasons: [],
      warnings: [],
      contains: [],
      width: 1,
      height: 1,
    });
  });

  test('without measures have none', async () => {
    const verdict = await check(Buffer.from('Hello\n'), { contentType: 'text/plain', filename: 'a.txt' });
    expect(verdict).toEqual({
      verdict: 'accept',
      detectedType: 'text/plain',
      reasons: [],
      warnings: [],
      contains: [],
    });
  });

  test.each([
    ['of another type', picture, {}, Buffer.from('Hello\n'), 'type-mismatch'],
    [
      'of a type that is not accepted',
      picture,
      { allowedTypes: ['text/plain'] },
      gif(1, 1),
      'type-not-allowed',
    ],
    ['with more pixels than there may be', picture, { maxPixels: 5 }, gif(2, 3), 'pixels-exceeded'],
    ['named as a program', { ...picture, filename: 'me.exe' }, {}, gif(1, 1), 'extension-blocked'],
  ])('%s are rejected for it', async (_case, declared, changes, bytes, code) => {
    const { verdict, reasons, warnings } = await check(bytes, declared, changes);
    expect(verdict).toBe('reject');
    expect(reasons).toContainEqual({
      code,
      message: expect.any(String),
      ...(reasons.some(({ offset }) => offset !== undefined) && { offset: expect.any(Number) }),
    });
    expect(warnings.map((warning) => warning.code)).not.toContain(code);
  });

  test.each([
    ['standard', 0],
    ['full', 1],
  ] as const)('are looked at as deep as the deployment says: %s', async (contentLevel, found) => {
    // Between the ends that every level reads.
    const pixels = Buffer.concat([noise(100_000), bytesOf('<script>alert(1)</script>'), noise(100_000, 2)]);
    const bytes = pngFile({ extra: [pngChunk('IDAT', pixels)] });
    const declared = { contentType: 'image/png', filename: 'me.png' };
    const { reasons, warnings } = await check(bytes, declared, { contentLevel, allowedTypes: ['image/png'] });
    expect([...reasons, ...warnings]).toHaveLength(found);
  });
});
