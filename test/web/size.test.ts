import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { build } from 'esbuild';

/** What a visitor loads before anything shows, both languages and the client included. */
const limitBytes = 36 * 1024;

test('the page’s script stays small', async () => {
  const { outputFiles } = await build({
    entryPoints: [path.join(import.meta.dirname, '..', '..', 'web', 'main.ts')],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
  });
  expect(gzipSync(outputFiles[0]?.contents ?? new Uint8Array(), { level: 9 }).length).toBeLessThan(
    limitBytes,
  );
});
