/**
 * Valid files against the content checker: `npm run test:valid [-- --seed N]`; `-- --only TEXT` creates those whose
 * name contains the text, and `--out FOLDER` keeps them.
 */
import { fork } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { preparePython } from './python-maker.js';
import { recipes } from './recipes.js';
import type { Judged, Share } from './share.js';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    out: { type: 'string' },
  },
});
const say = (line: string) => process.stdout.write(`${line}\n`);
const chosen = recipes.filter(({ name }) => name.includes(values.only));
const parts = Math.min(4, availableParallelism());
const started = Date.now();
let refused = 0;
let done = 0;
let bytesMade = 0;

if (values.out) await mkdir(values.out, { recursive: true });
// Once, before several processes need it.
await preparePython();
await Promise.all(Array.from({ length: parts }, (_, part) => judgeShare(part)));
const seconds = Math.round((Date.now() - started) / 1000);
say(`${done} files, ${Math.round(bytesMade / 1e6)} MB, ${refused} refused, ${seconds} s`);
process.exitCode = refused === 0 && done > 0 && done === chosen.length ? 0 : 1;

/** @throws Error when a recipe fails to create its file: the process has reported the reason */
function judgeShare(part: number): Promise<void> {
  const share: Share = { part, parts, seed: Number(values.seed), only: values.only, out: values.out };
  return new Promise((resolve, reject) => {
    const child = fork(new URL('share.ts', import.meta.url), [JSON.stringify(share)]);
    child.on('message', (judged) => count(judged as Judged));
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`Share ${part} failed`))));
  });
}

function count({ name, sizeBytes, faults }: Judged): void {
  bytesMade += sizeBytes;
  if (faults.length > 0) {
    refused++;
    const again = `npm run test:valid -- --seed ${values.seed} --only '${name}'`;
    say(`${name}\n  ${faults.join('\n  ')}\n  again: ${again}`);
  }
  if (++done % 250 === 0) say(`${done} of ${chosen.length}`);
}
