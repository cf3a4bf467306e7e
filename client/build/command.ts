/** Bundles the command line into `dist/command/waybill.js`, which the published package runs. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { noticesBeside } from '../../build/third-party-notices.js';
import { bundle } from './command-bundle.js';

const outdir = join(import.meta.dirname, '..', '..', 'dist/command');

// The names of its parts contain a digest.
rmSync(outdir, { recursive: true, force: true });
const { metafile } = await build({ ...bundle(outdir), metafile: true });
for (const [name, text] of noticesBeside(Object.values(metafile.outputs)))
  writeFileSync(join(outdir, name), text);
