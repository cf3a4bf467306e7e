import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { expect, test } from '@jest/globals';
import { packageBundle } from '../../client/build/package-bundle.js';

/** KB of each import of the package in a page, by its name. */
const limits: Readonly<Record<string, number>> = {
  // 7, and 0.1 for what loads the sending of streams.
  '.': 7.1,
  './crc64nvme': 1,
  // Half of it are models, tables and raw photos; only pages that name types import it.
  './media-type': 2.5,
  './uppy': 2,
  './react': 1.5,
  // Beside the first one, which it loads too.
  './element': 6.6,
};

/** KB of what the first import loads on demand, when a stream is sent. */
const lazyLimit = 1.6;

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

/** Of what a page loads with it, and then of what that loads on demand. */
async function kilobytes(file: string): Promise<number[]> {
  const { outputFiles } = await build({
    entryPoints: [file.replace('./dist/', 'client/').replace(/js$/, 'ts')],
    ...packageBundle,
    // The others share it with the first one.
    external: file.endsWith('/index.js') ? [] : ['*/create-client.js'],
    splitting: true,
    outdir: 'dist',
    minify: true,
    write: false,
  });
  return outputFiles.map(({ contents }) => gzipSync(contents, { level: 9 }).length / 1000);
}

test('each import stays under its limit; the first is uploads with parts and resume, downloads, lists and sharing', async () => {
  const rows: [string, number, string][] = [];
  for (const [entry, file] of Object.entries(exports)) {
    const [size = 0, ...lazy] = await kilobytes(file.default);
    rows.push([entry.replace('.', name), size, `at most ${String(limits[entry])}`]);
    // One file alone: nothing that it shares with the first one is in a third.
    expect(lazy).toHaveLength(entry === '.' ? 1 : 0);
    for (const each of lazy) expect(each).toBeLessThanOrEqual(lazyLimit);
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
