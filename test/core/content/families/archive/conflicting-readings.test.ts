import { describe, expect, test } from '@jest/globals';
import { tarFile, tarMember } from '../../archive-bytes.js';
import { check, refusals, warnings } from '../../check.js';
import { bytesOf, zipFile } from '../../file-bytes.js';
import { refusedTars, warnedTars, fineTars } from './tar-conflicts.js';
import { zipOf } from './zip-builder.js';
import { fineZips, refusedZips, warnedZips } from './zip-conflicts.js';

describe.each([
  ['a ZIP', 'application/zip', refusedZips, warnedZips, fineZips],
  ['a tar', 'application/x-tar', refusedTars, warnedTars, fineTars],
] as const)('%s', (_kind, declaredType, refused, warned, fine) => {
  test.each(refused)('with %s is refused', async (_name, bytes, code) => {
    const { findings } = await check(bytes, { declaredType });
    const finding = findings.find((one) => one.code === code);
    expect(findings.filter(({ severity }) => severity === 'refuse').map((one) => one.code)).toContain(code);
    expect(finding?.offset).toBeLessThan(bytes.length);
  });

  test.each(warned)('with %s is accepted with a warning', async (_name, bytes, code) => {
    const verdict = await check(bytes, { declaredType });
    expect(verdict).toMatchObject({ verdict: 'accept', detectedType: declaredType });
    expect(warnings(verdict)).toContain(code);
  });

  test.each(fine)('with %s has no finding', async (_name, bytes) => {
    expect((await check(bytes, { declaredType })).findings).toEqual([]);
  });
});

describe('archives in an archive', () => {
  const zeros = zipOf([{ name: 'zeros', content: Buffer.alloc(45_000_000) }]);
  const sixteen = (content: Buffer, isStored = false): Buffer =>
    zipOf(Array.from({ length: 16 }, (_, i) => ({ name: `${i}.zip`, content, isStored })));
  const bomb = sixteen(zeros);

  test.each([
    ['packed twice', bomb],
    [
      'packed twice, under another name',
      zipOf([
        { name: 'a', content: bomb },
        { name: 'b', content: bomb },
      ]),
    ],
    ['stored', sixteen(zeros, true)],
    ['in a tar', tarFile(...Array.from({ length: 16 }, (_, i) => tarMember(`${i}.zip`, zeros)))],
  ])('that unpack to hundreds of megabytes are refused (%s)', async (_how, bytes) => {
    expect(refusals(await check(bytes))).toContain('archive-expansion');
  });

  test('that hold little are a warning, and refused by the setting', async () => {
    const inner = zipFile([{ name: 'a.txt', content: bytesOf('hello') }]);
    for (const bytes of [zipFile([{ name: 'b.zip', content: inner }]), tarFile(tarMember('b.zip', inner))]) {
      expect(warnings(await check(bytes))).toEqual(['archive-nested']);
      expect(refusals(await check(bytes, { refuseNestedArchives: true }))).toEqual(['archive-nested']);
    }
  });
});

test('an entry that begins behind the end is named so, without a gap of gigabytes', async () => {
  const bytes = zipFile([
    { name: 'a.txt', content: bytesOf('hello') },
    { name: 'b.txt', content: bytesOf('bye') },
  ]);
  bytes.writeUInt32LE(0xfffffffd, bytes.indexOf('PK\x01\x02') + 42);
  const { findings } = await check(bytes);
  expect(findings.map(({ message }) => message).join()).not.toMatch(/\d{6}/);
  expect(findings.map(({ code }) => code)).toContain('archive-mismatch');
});
