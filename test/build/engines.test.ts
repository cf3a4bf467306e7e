import { readFileSync } from 'node:fs';
import semver from 'semver';
import { expect, test } from '@jest/globals';

/** The last minor version of the oldest supported major one: docs/decisions/0016. */
const oldest = '20.20.0';

interface LockFile {
  readonly packages: Readonly<Record<string, { readonly engines?: { readonly node?: string } }>>;
}

test('every package of the lock file runs on the oldest Node.js that is supported', () => {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as LockFile;
  const known = Object.entries(packages).flatMap(([name, { engines }]) =>
    engines?.node === undefined ? [] : [[name, engines.node] as const],
  );
  expect(known.length).toBeGreaterThan(100);
  expect(known.filter(([, range]) => !semver.satisfies(oldest, range))).toEqual([]);
});
