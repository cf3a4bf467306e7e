import type { Trial, Tried } from './messages.js';
import type { Planned } from './plan.js';
import { askNew } from './pool.js';

const attempts = 3;

/**
 * Confirms a failure that may be the machine's: time that ran out while others used it, or the rest of another mutant.
 * The tests have to fail again in a new process, and to pass there without the mutant, in a quarter of the time.
 * @returns false where the tests pass, or where none of some attempts, each with twice the time, was conclusive
 */
export async function isConfirmed({ trial, limitMs }: Planned, first: Tried | undefined): Promise<boolean> {
  const runs = first?.killer ? [first.killer.run] : trial.runs;
  for (let attempt = 0; attempt < attempts; attempt++) {
    const factor = 2 ** attempt;
    const again = await askNew<Tried>(withTime({ ...trial, runs }, factor), limitMs * factor);
    if (again && (!again.killer || again.killer.isCertain)) return again.killer !== undefined;
    const control = withTime({ mutant: 'none', runs }, factor / 4);
    const without = await askNew<Tried>(control, (limitMs * factor) / 4);
    if (without && !without.killer) return true;
  }
  return false;
}

const withTime = ({ mutant, runs }: Trial, factor: number): Trial => ({
  mutant,
  runs: runs.map((run) => ({ ...run, timeoutMs: run.timeoutMs * factor })),
});
