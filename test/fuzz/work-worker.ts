/** The thread that checks what `work-fuzz.ts` assigns: it can be ended when a check hangs. */
import { parentPort, workerData } from 'node:worker_threads';
import { excess, levels, workOf, type Work } from './content-work.js';
import { OperationCounter } from './operations.js';
import { mixedRepetition, repetitions, type Repetition } from './repetition.js';

export interface WorkAssignment {
  /** The number of the first file. */
  readonly from: number;
  /** How many files of joined tokens follow those of one. */
  readonly mixed: number;
}

export type WorkMessage =
  | { readonly begun: string; readonly index: number }
  | { readonly work: Work; readonly fault: string | undefined };

function* files(mixed: number): Generator<Repetition> {
  yield* repetitions();
  for (let seed = 1; seed <= mixed; seed++) yield mixedRepetition(seed);
}

const { from, mixed } = workerData as WorkAssignment;
const post = (message: WorkMessage): void => parentPort?.postMessage(message);
const counter = new OperationCounter(['/lambda/core/content/']);
let index = -1;
for (const file of files(mixed)) {
  if (++index < from) continue;
  for (const level of levels) {
    post({ begun: `${file.name} at ${level}`, index });
    const work = await workOf(file, level, counter);
    post({ work, fault: excess(work) });
  }
}
counter.close();
