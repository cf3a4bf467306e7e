/**
 * Damaged files against the content checker: `npm run fuzz [-- --cases N] [--from SEED]`, and `-- --seed N` to run one
 * case again. The cases run in a separate process, so that one that never ends is reported and stopped.
 */
import { fork } from 'node:child_process';
import { parseArgs } from 'node:util';
import { batchSize, FuzzBatch } from './fuzz-batch.js';

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '200000' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    worker: { type: 'boolean', default: false },
  },
});
const from = Number(values.seed ?? values.from);
const to = values.seed === undefined ? from + Number(values.cases) : from + 1;
const say = (line: string) => process.stdout.write(`${line}\n`);

interface Progress {
  readonly done: number;
  readonly failures: number;
  readonly mostOperations: number;
}

if (values.worker) await work();
else supervise();

async function work(): Promise<void> {
  const batch = new FuzzBatch();
  let failures = 0;
  for (let start = from; start < to; start += batchSize) {
    const end = Math.min(start + batchSize, to);
    for (const { name, fault } of await batch.run(start, end)) {
      failures++;
      say(`${name}\n  ${fault}\n  again: npm run fuzz -- --seed ${name.match(/\d+/)?.[0] ?? ''}`);
    }
    process.send?.({ done: end, failures, mostOperations: batch.mostOperations } satisfies Progress);
  }
  batch.close();
  process.disconnect();
}

function supervise(): void {
  // A whole batch takes well under a second; a minute without output is a loop, even on a busy machine.
  const silence = 60_000;
  let last: Progress = { done: from, failures: 0, mostOperations: 0 };
  let reported = from;
  const worker = fork(
    import.meta.filename,
    ['--worker', '--from', String(from), '--cases', String(to - from)],
    { execArgv: process.execArgv },
  );
  const stuck = () => {
    say(
      `no end: one of the seeds ${last.done} to ${Math.min(last.done + batchSize, to) - 1}; run each with --seed`,
    );
    worker.kill('SIGKILL');
  };
  let watch = setTimeout(stuck, silence);
  worker.on('message', (progress: Progress) => {
    last = progress;
    clearTimeout(watch);
    watch = setTimeout(stuck, silence);
    if (progress.done - reported >= 20_000) say(`${(reported = progress.done) - from} cases`);
  });
  worker.on('exit', (code) => {
    clearTimeout(watch);
    const finished = code === 0 && last.done === to;
    say(
      `${last.done - from} cases, ${last.failures} failures; at most ${last.mostOperations} operations in ${batchSize} cases`,
    );
    process.exitCode = finished && last.failures === 0 ? 0 : 1;
  });
}
