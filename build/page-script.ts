import { join } from 'node:path';
import { build } from 'esbuild';

/**
 * Bundles the page's script, with lazily loaded parts in separate files.
 * @param target folder prefix of the files' paths; nothing is written
 */
export const bundlePageScript = (target: string) =>
  build({
    entryPoints: { app: join(import.meta.dirname, '..', 'web', 'main.ts') },
    outdir: target,
    bundle: true,
    splitting: true,
    minify: true,
    sourcemap: true,
    // Files with a digest of their content in the name can be cached forever.
    entryNames: 'assets/[name]-[hash]',
    chunkNames: 'assets/[name]-[hash]',
    format: 'esm',
    target: 'es2022',
    metafile: true,
    write: false,
    logLevel: 'warning',
  });
