import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { expect, test } from '@jest/globals';

/** What others weigh, as measured in November 2026. */
const others = [
  ['better-upload (no resume)', 3.3],
  ['Uploadcare', 7.7],
  ['UploadThing', 10.8],
  ['tus-js-client', 16.3],
  ['Uppy core + aws-s3', 22.7],
] as const;

const limitKilobytes = 7;

test('a page pays at most 7 KB for uploads with parts and resume, downloads and lists', async () => {
  const { outputFiles } = await build({
    entryPoints: ['client/index.ts'],
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    write: false,
  });
  const kilobytes = gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length / 1000;
  const rows = [['Waybill', kilobytes] as const, ...others].map(
    ([name, size]) => `  ${size.toFixed(1).padStart(5)} KB  ${name}\n`,
  );
  process.stdout.write(`Minified and gzipped:\n${rows.join('')}`);
  expect(kilobytes).toBeGreaterThan(1);
  expect(kilobytes).toBeLessThanOrEqual(limitKilobytes);
});
