import { availableParallelism } from 'node:os';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { globSync } from 'tinyglobby';
import type { Area } from './areas.js';
import { bundle } from './bundle.js';
import { isKilled } from './confirm.js';
import { instrument, type Mutant } from './instrument.js';
import type { Rehearsed, Tried } from './messages.js';
import { plan, type Planned } from './plan.js';
import { Pool } from './pool.js';

export type Fate = 'killed' | 'survived' | 'unreached' | 'endless';

export interface Result {
  readonly mutant: Mutant;
  readonly fate: Fate;
}

/** Of this run: others may use the same checkout. */
const folder = path.resolve(`node_modules/.cache/mutation/${process.pid}`);

/**
 * Tries each mutant of the area with the tests that reach it.
 * @param within paths that mutated files begin with
 * @param onFile called with the results of each file, as soon as it has all
 * @throws Error when a test fails without a mutant
 */
export async function tryArea(
  area: Area,
  within: readonly string[],
  onFile: (results: readonly Result[]) => void,
): Promise<Result[]> {
  const files = globSync(area.files)
    .sort()
    .filter((file) => within.some((start) => file.startsWith(start)));
  if (files.length === 0) return [];
  const { mutants, sources } = await instrument(files, area.share);
  const bundles = await bundle(globSync(area.tests).sort(), sources, path.join(folder, area.name));
  const pool = new Pool();
  try {
    const rehearsed = new Map<string, Rehearsed>();
    await inTurn([...bundles], async ([test, file]) => {
      const [answer] = await rehearse(test, async () => [await pool.ask({ bundle: file }, rehearsalMs)]);
      if (answer) rehearsed.set(file, answer);
    });
    const results: Result[] = [];
    await inTurn(
      mutants.map((mutant) => plan(mutant, rehearsed)),
      async (planned) => {
        results.push(await tryMutant(pool, planned));
        const { file } = planned.mutant;
        const ofFile = results.filter(({ mutant }) => mutant.file === file);
        if (ofFile.length === mutants.filter((mutant) => mutant.file === file).length) onFile(ofFile);
      },
    );
    // Had a mutant left something behind in a process, tests would fail there for every later one.
    for (const [test, file] of bundles)
      await rehearse(test, () => pool.askEach({ bundle: file }, rehearsalMs));
    return results;
  } finally {
    pool.close();
    await rm(folder, { recursive: true });
  }
}

const rehearsalMs = 600_000;
const rehearsals = 3;

/** Several times, if the machine is too busy for the tests. @throws Error when one fails each time */
async function rehearse(
  test: string,
  ask: () => Promise<readonly (Rehearsed | undefined)[]>,
): Promise<readonly Rehearsed[]> {
  let failure: string | undefined;
  for (let attempt = 0; attempt < rehearsals; attempt++) {
    const answers = await ask();
    const passed = answers.flatMap((answer) => (answer?.failures.length === 0 ? [answer] : []));
    if (passed.length === answers.length) return passed;
    failure = answers.flatMap((answer) => answer?.failures ?? ['the process ended'])[0];
  }
  throw new Error(`without a mutant, ${test} fails: ${failure}`);
}

async function tryMutant(pool: Pool, planned: Planned): Promise<Result> {
  const { mutant, trial, limitMs } = planned;
  if (trial.runs.length === 0) return { mutant, fate: 'unreached' };
  const tried = await pool.ask<Tried>(trial, limitMs);
  if (tried && !tried.killer) return { mutant, fate: 'survived' };
  if (!(await isKilled(pool, planned, tried))) return { mutant, fate: 'survived' };
  return { mutant, fate: tried?.killer ? 'killed' : 'endless' };
}

/** Works at as many as there are processors. */
async function inTurn<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const queue = items.values();
  const worker = async () => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
}
