import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { newestRelease } from '../../build/release.js';

const folder = mkdtempSync(path.join(tmpdir(), 'waybill-release-'));
const release = (name: string) => {
  const target = path.join(folder, name);
  const args = ['run', '--silent', 'release', '--', target];
  return execFileSync('npm', args, { encoding: 'utf8', timeout: 200_000 });
};
let sums: string;

beforeAll(() => {
  sums = release('first');
}, 200_000);
afterAll(() => rmSync(folder, { recursive: true }));

const file = (pattern: RegExp) => {
  const name = readdirSync(path.join(folder, 'first')).find((each) => pattern.test(each));
  return readFileSync(path.join(folder, 'first', name ?? `none like ${String(pattern)}`));
};
const tarball = (bytes: Buffer) =>
  bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;

test('the same sources give the same bytes, whenever they were written', () => {
  utimesSync('README.md', new Date(), new Date());
  utimesSync('dist/lib/index.js', new Date(0), new Date(0));
  expect(sums.trim().split('\n')).toHaveLength(3);
  expect(release('second')).toBe(sums);
}, 200_000);

test('the SBOM names what the package needs at run time, and no tool of development', () => {
  const sbom = JSON.parse(String(file(/\.cdx\.json$/))) as {
    bomFormat: string;
    serialNumber: string;
    components: { name: string }[];
  };
  expect(sbom.bomFormat).toBe('CycloneDX');
  expect(sbom.serialNumber).toMatch(
    /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/,
  );
  const names = sbom.components.map(({ name }) => name);
  expect(names).toContain('zod');
  expect(names).not.toContain('jest');
});

describe.each([
  ['waybill', /^waybill-\d.*\.tgz$/],
  ['@waybill/client', /^waybill-client-.*\.tgz$/],
])('the package %s', (_name, pattern) => {
  test('has no findings of publint', async () => {
    const { messages, pkg } = await publint({
      pack: { tarball: tarball(file(pattern)) },
      strict: true,
    });
    expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([]);
  });

  test('has types that every module resolution finds', async () => {
    const analysis = await checkPackage(createPackageFromTarballData(new Uint8Array(file(pattern))));
    if (!analysis.types) throw new Error('the package has no types');
    // ES modules only: Node.js 20.19 and newer can require them too. The old resolution does not support `exports`.
    const ofNow = analysis.problems.filter(
      (problem) =>
        problem.kind !== 'CJSResolvesToESM' &&
        !('resolutionKind' in problem && problem.resolutionKind === 'node10'),
    );
    expect(ofNow).toEqual([]);
  });
});

test.each([
  ['no release', '## Unreleased\n', ['0.1.0'], /names no release/],
  [
    'another version',
    '## 0.2.0 (2027-01-31)\n',
    ['0.2.0', '0.1.0'],
    /names 0\.2\.0, and a package\.json 0\.1\.0/,
  ],
])('nothing is released where the changelog names %s', (_what, changelog, versions, message) => {
  expect(() => newestRelease(changelog, versions)).toThrow(message);
});
