import { join } from 'node:path';
import { build } from 'esbuild';

/**
 * Bundles the page's script, with what is loaded only when it is wanted in files of its own.
 * @param target folder that the paths of the files begin with; nothing is written
 */
export const bundlePageScript = (target: string) =>
  build({
    entryPoints: { app: join(import.meta.dirname, '..', 'web', 'main.ts') },
    outdir: target,
    bundle: true,
    splitting: true,
    minify: true,
    sourcemap: true,
    // What has the digest of its content in its name may be cached for good.
    entryNames: 'assets/[name]-[hash]',
    chunkNames: 'assets/[name]-[hash]',
    format: 'esm',
    target: 'es2022',
    metafile: true,
    write: false,
    logLevel: 'warning',
  });
