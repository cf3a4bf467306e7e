/**
 * `npm run bench:load`: how many uploads one machine can run at once. On a separate local stack: creations, files with
 * their verdicts, and the bytes of each upload in the application tier. On versitygw, which stores bodies on a disk:
 * files by presigned URLs, compared with a proxy. docs/load.md continues with AWS's limits.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startStack } from '../../local/stack.js';
import { printedSteps } from '../../local/process/steps.js';
import { measureAppTier } from './app-tier.js';
import { measureStore } from './store.js';
import { cells } from './timing.js';

// `npm run bench:load -- 500 64 100` for a smaller run; `-- --short` for a smoke test.
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { short: { type: 'boolean' } },
});
const standard = values.short ? [8, 4, 8] : [2_000, 256, 1_000];
const [creates = 0, uploads = 0, storedFiles = 0] = standard.map((one, index) =>
  Number(positionals[index] ?? one),
);
const counts = { creates, uploads, atOnce: values.short ? 4 : 64 };

const directory = await mkdtemp(path.join(tmpdir(), 'waybill-load-'));
const steps = printedSteps((line) => process.stderr.write(`${line}\n`));
const stack = await startStack({ directory, steps });
let tier: Awaited<ReturnType<typeof measureAppTier>>;
try {
  tier = await measureAppTier(stack, counts);
} finally {
  await stack.stop();
  await rm(directory, { recursive: true, force: true });
}
const store = await measureStore(storedFiles, counts.atOnce);

const { fileBytes, bytes } = tier;
const whole = Math.round(bytes.create + bytes.poll * bytes.polls);
const rows = [
  `| ${counts.atOnce} at once | a second | median | p99 |`,
  '| --- | --- | --- | --- |',
  `| ${counts.creates} uploads created, local stack | ${cells(tier.creates)} |`,
  `| ${counts.uploads} files of ${kilobytes(fileBytes)} created and sent, local stack | ${cells(tier.uploads)} |`,
  `| ${storedFiles} files of ${kilobytes(store.fileBytes)}, signed PUT to versitygw | ${cells(store.direct)} |`,
  `| the same through a proxy | ${cells(store.proxied)} |`,
  '',
  `All ${counts.uploads} verified ${tier.allVerifiedSeconds.toFixed(1)} s after the first was created; the engine dropped ${tier.dropped} requests, which were retried.`,
  '',
  '| bytes through the application tier for one upload, both ways, headers included | |',
  '| --- | --- |',
  `| to create the upload | ${bytes.create}, ${bytes.token} of them the token |`,
  `| to poll the status, once | ${bytes.poll} |`,
  `| both, with ${bytes.polls.toFixed(1)} polls of the status | ${whole} |`,
  `| a proxy, for a file of ${kilobytes(store.fileBytes)} | ${store.proxyBytes} |`,
  `| ratio | 1 : ${Math.round(store.proxyBytes / whole)} |`,
];
process.stdout.write(`${rows.join('\n')}\n`);

function kilobytes(count: number): string {
  return `${Math.round(count / 1000)} KB`;
}
