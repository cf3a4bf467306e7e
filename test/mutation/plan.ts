import path from 'node:path';
import type { Mutant } from './instrument.js';
import type { Rehearsed, Trial, TrialRun } from './messages.js';

/** Beside the tests of its own folder and those above it, a mutant has to pass others of so many milliseconds to have survived. */
const mostMs = 15_000;

export interface Planned {
  readonly mutant: Mutant;
  readonly trial: Trial;
  readonly limitMs: number;
}

interface Reaching {
  readonly run: TrialRun;
  readonly costMs: number;
  readonly isOwn: boolean;
}

/** The tests that reach the mutant, those of the least time first. */
export function plan(mutant: Mutant, rehearsed: ReadonlyMap<string, Rehearsed>): Planned {
  const reaching = [...rehearsed]
    .flatMap(([bundle, file]) => reach(mutant, bundle, file) ?? [])
    .sort((one, other) => one.costMs - other.costMs);
  const runs: TrialRun[] = [];
  let othersMs = 0;
  let totalMs = 0;
  for (const { run, costMs, isOwn } of reaching) {
    if (!isOwn && othersMs + costMs > mostMs && othersMs > 0) continue;
    if (!isOwn) othersMs += costMs;
    totalMs += costMs;
    runs.push(run);
  }
  return { mutant, trial: { mutant: mutant.id, runs }, limitMs: 30_000 + 10 * totalMs };
}

/** A file that reaches the mutant while it is loaded is run whole: it may have built its rows of it. */
function reach({ id, file: mutated }: Mutant, bundle: string, file: Rehearsed): Reaching | undefined {
  const own = file.perTest.flatMap((hits, test) => (id in hits ? [test] : []));
  const isShared = id in file.shared;
  if (!isShared && own.length === 0) return undefined;
  const tests = isShared ? [...file.perTest.keys()] : own;
  const hits = tests.reduce((sum, test) => sum + (file.perTest[test]?.[id] ?? 0), file.shared[id] ?? 0);
  const times = tests.map((test) => file.durations[test] ?? 0);
  return {
    run: {
      bundle,
      ...(!isShared && { tests }),
      timeoutMs: 5000 + 10 * Math.max(...times, 0),
      hitLimit: 1000 + 100 * hits,
    },
    costMs: times.reduce((sum, ms) => sum + ms, 10),
    isOwn: isWithin(path.dirname(mutated).replace(/^lambda\//, ''), path.dirname(bundle)),
  };
}

/** Whether the tests in a folder are of a folder of code, or of one above it. */
const isWithin = (mutated: string, tests: string): boolean =>
  `${mutated}/`.startsWith(`${tests.slice(tests.lastIndexOf('/test/') + '/test/'.length)}/`);
