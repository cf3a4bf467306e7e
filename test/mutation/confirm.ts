import { noMutant, type Trial, type Tried } from './messages.js';
import type { Planned } from './plan.js';
import { askNew, type Pool } from './pool.js';

/** No test waits for anything for a shorter time. */
const instantMs = 100;

const attempts = 3;

/**
 * Whether a trial failed because of its mutant. On a busy machine a server may also answer too late, or a test take too
 * long, and a process may still have to do with an earlier mutant: except for a failure that came at once, the same
 * tests have to pass without the mutant.
 * @param tried undefined where the process crashed, or took longer than it may
 */
export async function isKilled(pool: Pool, planned: Planned, tried: Tried | undefined): Promise<boolean> {
  const killer = tried?.killer;
  if (!killer?.isExpectation) return failsAgain(planned, tried);
  if (killer.tookMs < instantMs) return true;
  const without = await pool.ask<Tried>({ mutant: noMutant, runs: [killer.run] }, planned.limitMs);
  return (without && !without.killer) || failsAgain(planned, tried);
}

/**
 * Repeats a trial in a new process, where the tests also have to pass without the mutant, in a quarter of the time.
 * @returns false where the tests pass, or where none of some attempts, each with twice the time, was conclusive
 */
async function failsAgain({ trial, limitMs }: Planned, tried: Tried | undefined): Promise<boolean> {
  const runs = tried?.killer ? [tried.killer.run] : trial.runs;
  for (let attempt = 0; attempt < attempts; attempt++) {
    const factor = 2 ** attempt;
    const again = await askNew<Tried>(withTime({ ...trial, runs }, factor), limitMs * factor);
    if (again && !again.killer) return false;
    const control = withTime({ mutant: noMutant, runs }, factor / 4);
    const without = await askNew<Tried>(control, (limitMs * factor) / 4);
    if (without && !without.killer) return true;
  }
  return false;
}

const withTime = ({ mutant, runs }: Trial, factor: number): Trial => ({
  mutant,
  runs: runs.map((run) => ({ ...run, timeoutMs: run.timeoutMs * factor })),
});
