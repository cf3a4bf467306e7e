import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { expect, test } from '@jest/globals';
import { packageBundle } from '../../client/build/package-bundle.js';

/** KB of each import of the package in a page, by its name. */
const limits: Readonly<Record<string, number>> = {
  '.': 7,
  './crc64nvme': 1,
  // Half of it are models, tables and raw photos; only pages that name types import it.
  './media-type': 2.5,
  './uppy': 2,
};

/** Sizes of other clients, measured in November 2026. */
const others = [
  ['better-upload (no resume)', 3.3],
  ['Uploadcare', 7.7],
  ['UploadThing', 10.8],
  ['tus-js-client', 16.3],
  ['Uppy core + aws-s3', 22.7],
] as const;

const { name, exports } = JSON.parse(readFileSync('client/package.json', 'utf8')) as {
  name: string;
  exports: Record<string, { default: string }>;
};

async function kilobytes(file: string): Promise<number> {
  const { outputFiles } = await build({
    entryPoints: [file.replace('./dist/', 'client/').replace(/js$/, 'ts')],
    ...packageBundle,
    minify: true,
    write: false,
  });
  return gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length / 1000;
}

test('each import stays under its limit; the first is uploads with parts and resume, downloads, lists and sharing', async () => {
  const rows: [string, number, string][] = [];
  for (const [entry, file] of Object.entries(exports)) {
    rows.push([entry.replace('.', name), await kilobytes(file.default), `at most ${String(limits[entry])}`]);
  }
  const lines = [...rows, ...others].map(
    ([what, size, limit]) => `  ${size.toFixed(1).padStart(5)} KB  ${what.padEnd(28)} ${limit ?? ''}\n`,
  );
  process.stdout.write(`Minified and gzipped:\n${lines.join('')}`);
  expect(Object.keys(exports)).toEqual(Object.keys(limits));
  for (const [index, entry] of Object.keys(exports).entries()) {
    expect(rows[index]?.[1]).toBeGreaterThan(0.3);
    expect(rows[index]?.[1]).toBeLessThanOrEqual(limits[entry] as number);
  }
});
