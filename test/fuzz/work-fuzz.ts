/**
 * Tokens of each format over and over, in files of 1 to 2 MiB: what a check of them costs, in steps and not in time, so
 * that a busy machine changes nothing. A check that doesn't end within its CPU is reported with its token, and the next
 * one begins. `npm run fuzz`; `-- --mixed N` joins so many times a few tokens, by seed.
 */
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import type { WorkAssignment, WorkMessage } from './work-worker.js';

/** Coarse: a pattern that backtracks exponentially takes hours, the slowest check less than a second. */
const mostCpuMs = 10_000;
const lookEveryMs = 1000;

/** `--import tsx` does not reach threads (Node.js 20). */
const threadSource = `import('tsx/esm/api').then(({ register }) => {
  register();
  return import(${JSON.stringify(new URL('./work-worker.ts', import.meta.url).href)});
});`;

const { values } = parseArgs({ options: { mixed: { type: 'string', default: '300' } } });
const say = (line: string) => process.stdout.write(`${line}\n`);

let checks = 0;
let failures = 0;
let most = { operationsPerByte: 0, stepsPerByte: 0, cpuMs: 0 };
let worst = '';
let slowest = '';

/** Checks from one file on, until all are done or one hangs; the number of the file after that. */
function run(assignment: WorkAssignment): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(threadSource, { eval: true, workerData: assignment });
    let current: { readonly name: string; readonly index: number; readonly from: number } | undefined;
    let next: number | undefined;
    const guard = setInterval(() => {
      if (!current || cpuMs() - current.from < mostCpuMs) return;
      failures++;
      say(`${current.name} has not ended within ${mostCpuMs / 1000} s of CPU`);
      clearInterval(guard);
      next = current.index + 1;
      void worker.terminate();
    }, lookEveryMs);
    worker.on('message', (message: WorkMessage) => {
      if ('begun' in message) {
        current = { name: message.begun, index: message.index, from: cpuMs() };
        return;
      }
      const spent = current ? cpuMs() - current.from : 0;
      current = undefined;
      note(message, spent);
    });
    worker.on('error', reject);
    worker.on('exit', () => {
      clearInterval(guard);
      resolve(next);
    });
  });
}

function note({ work, fault }: Extract<WorkMessage, { work: unknown }>, spentMs: number): void {
  checks++;
  const name = `${work.name} at ${work.level}`;
  if (work.operationsPerByte > most.operationsPerByte) worst = name;
  if (spentMs > most.cpuMs) slowest = name;
  most = {
    operationsPerByte: Math.max(most.operationsPerByte, work.operationsPerByte),
    stepsPerByte: Math.max(most.stepsPerByte, work.stepsPerByte),
    cpuMs: Math.max(most.cpuMs, spentMs),
  };
  if (fault === undefined) return;
  failures++;
  say(fault);
}

/** Of this process, whose other threads wait. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const mixed = Number(values.mixed);
for (let from: number | undefined = 0; from !== undefined;) from = await run({ from, mixed });
say(`${checks} checks of repeated tokens, ${failures} over the bounds`);
say(`most: ${most.operationsPerByte.toFixed(1)} operations a byte read, ${worst}`);
say(`most: ${most.stepsPerByte.toFixed(1)} steps a byte read`);
say(`slowest, with the count of operations: ${most.cpuMs.toFixed(0)} ms of CPU, ${slowest}`);
process.exitCode = failures === 0 ? 0 : 1;
