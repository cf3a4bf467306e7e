/**
 * What checks of the costliest inputs take, in steps and CPU (the least of some runs), as a table. Fails if one takes
 * more than 40 steps a byte.
 *
 *   npm run bench:cost -- [--runs N] [--most N] [--only TEXT] [--short]
 *
 * --short: a smoke test, one run with files of 128 KiB.
 */
import { parseArgs } from 'node:util';
import { bytesReader, checkContent } from '../../lambda/core/content/index.js';
import { levels, mostPerByte } from './content-work.js';
import { repetitions, type Repetition } from './repetition.js';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '5' },
    most: { type: 'string', default: '15' },
    only: { type: 'string', default: '' },
    short: { type: 'boolean', default: false },
  },
});
const leastBytes = 64 * 1024;
const shortBytes = 128 * 1024;

interface Cost {
  readonly name: string;
  readonly stepsPerByte: number;
  readonly milliseconds: number;
}

async function costOf(
  { name, bytes }: Repetition,
  level: (typeof levels)[number],
  runs: number,
): Promise<Cost> {
  let milliseconds = Infinity;
  let stepsPerByte = 0;
  for (let run = 0; run < runs; run++) {
    const start = process.cpuUsage();
    const { steps, bytesRead } = await checkContent(bytesReader(bytes), { level });
    const { user, system } = process.cpuUsage(start);
    milliseconds = Math.min(milliseconds, (user + system) / 1000);
    stepsPerByte = steps / Math.max(leastBytes, bytesRead);
  }
  return { name: `${name} at ${level}`, stepsPerByte, milliseconds };
}

const say = (line: string) => process.stdout.write(`${line}\n`);
const costs: Cost[] = [];
for (const file of values.short ? repetitions([shortBytes]) : repetitions()) {
  if (!file.name.includes(values.only)) continue;
  for (const level of levels) {
    const once = await costOf(file, level, 1);
    // Most are cheap: only what may be among the costliest is measured again.
    costs.push(
      values.short || once.milliseconds < 15 ? once : await costOf(file, level, Number(values.runs)),
    );
  }
}
const byTime = costs.sort((a, b) => b.milliseconds - a.milliseconds);
say('| input | steps a byte | CPU ms |\n| --- | --- | --- |');
for (const { name, stepsPerByte, milliseconds } of byTime.slice(0, Number(values.most)))
  say(`| ${name} | ${stepsPerByte.toFixed(1)} | ${milliseconds.toFixed(1)} |`);
process.exitCode = costs.some(({ stepsPerByte }) => stepsPerByte > mostPerByte.steps) ? 1 : 0;
