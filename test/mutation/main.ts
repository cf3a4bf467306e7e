/**
 * Mutation tests: `npm run test:mutation` changes the code in thousands of small ways, one at a time, and counts how
 * many of them a test notices. It fails below the floor. `-- lambda/core/share lib/api` tries what is under these
 * paths, and names each survivor; `--share 10` tries one mutant of ten.
 */
import { parseArgs } from 'node:util';
import { areas } from './areas.js';
import { percentOf, reportOf, scoreLine, scoreOf } from './report.js';
import { tryArea, type Result } from './try-area.js';

/** Percent of all mutants. */
const floor = 88;

const { positionals: within, values } = parseArgs({
  allowPositionals: true,
  options: { share: { type: 'string', default: '1' } },
});
const say = (line: string) => process.stdout.write(`${line}\n`);
const started = Date.now();
const results: Result[] = [];
const scores: string[] = [];
for (const area of areas) {
  const share = area.share * Number(values.share);
  const ofArea = await tryArea({ ...area, share }, within.length > 0 ? within : [''], (ofFile) => {
    for (const line of reportOf(ofFile)) say(line);
  });
  if (ofArea.length === 0) continue;
  results.push(...ofArea);
  scores.push(scoreLine(scoreOf(area.name, ofArea)));
}
const total = scoreOf('all', results);
for (const line of [...scores, scoreLine(total)]) say(line);
say(`floor ${floor} %; ${Math.round((Date.now() - started) / 1000)} s`);
process.exitCode = percentOf(total) >= floor ? 0 : 1;
