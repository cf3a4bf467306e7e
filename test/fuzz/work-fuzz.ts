/**
 * Tokens of each format over and over, in files of 1 to 2 MiB: what a check of them costs, in steps and not in time, so
 * that a busy machine changes nothing. `npm run fuzz`; `-- --mixed N` joins so many times a few tokens, by seed.
 */
import { parseArgs } from 'node:util';
import { excess, levels, workOf, type Work } from './content-work.js';
import { OperationCounter } from './operations.js';
import { mixedRepetition, repetitions, type Repetition } from './repetition.js';

const { values } = parseArgs({ options: { mixed: { type: 'string', default: '300' } } });
const say = (line: string) => process.stdout.write(`${line}\n`);
const counter = new OperationCounter(['/lambda/core/content/']);

function* files(): Generator<Repetition> {
  yield* repetitions();
  for (let seed = 1; seed <= Number(values.mixed); seed++) yield mixedRepetition(seed);
}

let checks = 0;
let failures = 0;
let worst: Work | undefined;
for (const file of files()) {
  for (const level of levels) {
    checks++;
    const work = await workOf(file, level, counter);
    if (work.operationsPerByte > (worst?.operationsPerByte ?? 0)) worst = work;
    const fault = excess(work);
    if (fault === undefined) continue;
    failures++;
    say(fault);
  }
}
counter.close();
say(`${checks} checks of repeated tokens, ${failures} over the bounds`);
if (worst)
  say(`most: ${worst.operationsPerByte.toFixed(1)} operations a byte read, ${worst.name} at ${worst.level}`);
process.exitCode = failures === 0 ? 0 : 1;
