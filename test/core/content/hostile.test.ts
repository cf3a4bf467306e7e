import { describe, expect, test } from '@jest/globals';
import { fixture } from '../../fixtures/clean-files.js';
import { check, refusals } from './check.js';
import { bytesOf } from './file-bytes.js';

describe('files of next to nothing', () => {
  test.each([
    ['UTF-8', 'efbbbf'],
    ['UTF-16LE', 'fffe'],
    ['UTF-16BE', 'feff'],
    ['UTF-32LE', 'fffe0000'],
    ['UTF-32BE', '0000feff'],
  ])('only a byte order mark of %s is of no known type', async (_encoding, mark) => {
    const verdict = await check(Buffer.from(mark, 'hex'), { declaredType: 'text/plain' });
    expect(refusals(verdict)).toContain('type-unknown');
  });

  test('no single byte is a picture, and a letter is text', async () => {
    for (let byte = 0; byte < 256; byte++)
      expect(refusals(await check(Buffer.from([byte]), { declaredType: 'image/png' }))).not.toEqual([]);
    expect(await check(bytesOf('a'), { declaredType: 'text/plain' })).toMatchObject({ verdict: 'accept' });
  });
});

describe('a ZIP', () => {
  const zip = fixture('archive/plain.zip');
  const end = zip.lastIndexOf('PK\x05\x06', undefined, 'latin1');

  test('whose comment is full of end records is refused', async () => {
    const bomb = Buffer.concat([zip, Buffer.alloc(65_535, bytesOf('PK\x05\x06\0\0'))]);
    bomb.writeUInt16LE(65_535, end + 20);
    expect(refusals(await check(bomb))).not.toEqual([]);
  });

  test('of which two entries share their bytes is refused', async () => {
    const first = zip.indexOf('PK\x01\x02', 0, 'latin1');
    const second = zip.indexOf('PK\x01\x02', first + 4, 'latin1');
    const shared = Buffer.from(zip);
    shared.copy(shared, second + 42, first + 42, first + 46);
    expect(refusals(await check(shared))).not.toEqual([]);
  });
});

test('a PDF of 100,000 objects needs few reads', async () => {
  const objects = Array.from({ length: 100_000 }, (_, i) => `${i + 1} 0 obj\n<<>>\nendobj\n`).join('');
  const table = `xref\n0 100001\n0000000000 65535 f \n${'0000000009 00000 n \n'.repeat(100_000)}`;
  const body = `%PDF-1.7\n${objects}`;
  const pdf = `${body}${table}trailer\n<</Size 100001/Root 1 0 R>>\nstartxref\n${body.length}\n%%EOF\n`;
  const verdict = await check(bytesOf(pdf), { declaredType: 'application/pdf' });
  expect(verdict).toMatchObject({ verdict: 'accept', findings: [] });
  expect(verdict.ranges).toBeLessThanOrEqual(4);
  expect(verdict.bytesRead).toBeLessThanOrEqual(110_000);
});
