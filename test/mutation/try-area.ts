import { availableParallelism } from 'node:os';
import path from 'node:path';
import { globSync } from 'tinyglobby';
import type { Area } from './areas.js';
import { bundle } from './bundle.js';
import { instrument, type Mutant } from './instrument.js';
import type { Rehearsal, Rehearsed, Tried } from './messages.js';
import { plan, type Planned } from './plan.js';
import { Pool } from './pool.js';

export type Fate = 'killed' | 'survived' | 'unreached' | 'endless';

export interface Result {
  readonly mutant: Mutant;
  readonly fate: Fate;
  /** The first failure. */
  readonly by?: string;
}

const folder = path.resolve('node_modules/.cache/mutation');

/**
 * Tries each mutant of the area with the tests that reach it.
 * @param within paths that mutated files begin with
 * @throws Error when a test fails without a mutant
 */
export async function tryArea(area: Area, within: readonly string[]): Promise<Result[]> {
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
      const message: Rehearsal = { bundle: file };
      const answer = await pool.ask<Rehearsed>(message, 600_000);
      const failure = answer ? answer.failures[0] : 'the process ended';
      if (!answer || failure !== undefined) throw new Error(`without a mutant, ${test} fails: ${failure}`);
      rehearsed.set(file, answer);
    });
    const results: Result[] = [];
    await inTurn(
      mutants.map((mutant) => plan(mutant, rehearsed)),
      async (planned) => void results.push(await tryMutant(pool, planned)),
    );
    return results;
  } finally {
    pool.close();
  }
}

async function tryMutant(pool: Pool, { mutant, trial, limitMs }: Planned): Promise<Result> {
  if (trial.runs.length === 0) return { mutant, fate: 'unreached' };
  const tried = await pool.ask<Tried>(trial, limitMs);
  if (!tried) return { mutant, fate: 'endless' };
  return tried.killer
    ? { mutant, fate: 'killed', by: `${tried.killer.bundle}: ${tried.killer.failure}` }
    : { mutant, fate: 'survived' };
}

/** Works at as many as there are processors. */
async function inTurn<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const queue = items.values();
  const worker = async () => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
}
