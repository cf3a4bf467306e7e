/**
 * Explores the states of files, uploads, shares and webhooks, and interleaves pairs of commands and events in them, on
 * the real core: `npm run test:explore`. `-- --short` takes seconds, `-- --scope put` explores one part, and
 * `-- --scope put --steps '…'` runs one history again and prints each call in it (docs/reliability.md).
 */
import { rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { longBounds, shortBounds } from './bounds.js';
import type { Explored } from './explore.js';
import { bundleDirectory, bundleExplorer, exploreScope, replayWith } from './program.js';
import { lineOf, storyOf } from './report.js';
import { scopes } from './scopes.js';

const { values } = parseArgs({
  options: {
    scope: { type: 'string' },
    steps: { type: 'string' },
    short: { type: 'boolean', default: false },
  },
});
const say = (line: string) => process.stdout.write(`${line}\n`);
const bounds = values.short ? shortBounds : longBounds;
const wanted = scopes.map(({ name }) => name).filter((name) => [name, undefined].includes(values.scope));
const directory = await bundleDirectory();
const bundle = path.join(directory, 'explore.mjs');
const started = Date.now();

/** @returns whether the history violates nothing */
async function again(scope: string, steps: string): Promise<boolean> {
  const { what, notes } = await replayWith(bundle, scope, steps);
  for (const line of [...notes, ...what.map((one) => `VIOLATED: ${one}`)]) say(line);
  return what.length === 0;
}

/** @returns whether no history violates anything */
async function exploreAll(): Promise<boolean> {
  const waiting = [...wanted];
  const done: Explored[] = [];
  const worker = async () => {
    for (let name = waiting.shift(); name; name = waiting.shift()) {
      const explored = await exploreScope(bundle, name, bounds);
      done.push(explored);
      say(lineOf(explored));
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  const sum = (count: (one: Explored) => number) => done.map(count).reduce((one, other) => one + other, 0);
  const seconds = Math.round((Date.now() - started) / 1000);
  say(
    `${sum(({ states }) => states)} states, ${sum(({ transitions }) => transitions)} moves between them, ${sum(({ alone }) => alone.schedules)} schedules of one with faults, ${sum(({ pairs }) => pairs.schedules)} of two at once, in ${seconds} s`,
  );
  const violations = done.flatMap(({ violation }) => violation ?? []);
  for (const violation of violations) {
    for (const line of storyOf(violation)) say(line);
    await again(violation.scope, violation.steps);
  }
  return violations.length === 0;
}

try {
  await bundleExplorer(bundle);
  const isWell =
    values.steps === undefined ? await exploreAll() : await again(values.scope ?? '', values.steps);
  process.exitCode = isWell ? 0 : 1;
} finally {
  await rm(directory, { recursive: true, force: true });
}
