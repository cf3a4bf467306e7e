/**
 * Schedules of faults, by seed: `npm run test:faults`, and `-- --seed N` to run one again. `-- --schedules N` runs more
 * or fewer, `-- --from N` others (docs/reliability.md).
 */
import { parseArgs } from 'node:util';
import { runSchedule } from './schedule.js';

const { values } = parseArgs({
  options: {
    schedules: { type: 'string', default: '450' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
  },
});
const from = Number(values.seed ?? values.from);
const to = values.seed === undefined ? from + Number(values.schedules) : from + 1;
const say = (line: string) => process.stdout.write(`${line}\n`);

let failures = 0;
let writes = 0;
for (let seed = from; seed < to; seed++) {
  const run = await runSchedule(seed);
  writes += run.writes;
  if (run.failure === undefined) continue;
  failures++;
  say(run.failure);
}
say(
  `${String(to - from)} schedules of the core, ${String(failures)} failures; ${String(writes)} writes to records`,
);
process.exitCode = failures === 0 ? 0 : 1;
