/** Bundles the command line into `dist/command/waybill.js`, which the published package runs. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { bundle } from './command-bundle.js';

const outdir = join(import.meta.dirname, '..', '..', 'dist/command');

// The names of its parts change with their contents.
rmSync(outdir, { recursive: true, force: true });
await build(bundle(outdir));
