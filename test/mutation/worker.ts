import type { Circus } from '@jest/types';
import * as circus from 'jest-circus';
import type { Failure, Hits, Rehearsal, Rehearsed, Trial, Tried, TrialRun } from './messages.js';
import { load } from './test-file.js';

/** What instrumented sources read and write. */
const switches: {
  activeMutant?: string;
  currentTestId?: string;
  mutantCoverage: { static: Hits; perTest: Record<string, Hits> };
  hitCount?: number;
  hitLimit?: number;
} = { mutantCoverage: { static: {}, perTest: {} } };
Object.assign(globalThis, { __stryker__: switches });

let run: Pick<TrialRun, 'tests' | 'timeoutMs'> = { timeoutMs: 120_000 };
let tests: Circus.TestEntry[] = [];

circus.addEventHandler((event: Circus.Event, state: Circus.State) => {
  if (event.name === 'run_start') {
    // Of hooks.
    state.testTimeout = run.timeoutMs;
    tests = [...testsOf(state.rootDescribeBlock)];
    const chosen = new Set(run.tests ?? tests.keys());
    for (const [index, test] of tests.entries()) {
      test.timeout = run.timeoutMs;
      if (!chosen.has(index)) test.mode = 'skip';
    }
  } else if (event.name === 'test_start') {
    switches.currentTestId = `test ${tests.indexOf(event.test)}`;
  } else if (event.name === 'test_done') {
    delete switches.currentTestId;
    // One failure is enough.
    if (event.test.errors.length > 0) for (const test of tests) test.mode ??= 'skip';
  }
});

function* testsOf(block: Circus.DescribeBlock): Generator<Circus.TestEntry> {
  for (const child of block.children) {
    if (child.type === 'test') yield child;
    else yield* testsOf(child);
  }
}

/** A promise that nobody waits for fails the file, as it does in Jest. */
const fail = (error: unknown) => circus.getState().unhandledErrors.push(String(error));
process.on('unhandledRejection', fail);
process.on('uncaughtException', fail);

/** @returns the failures of the file's tests, the first of them last to run */
async function runTests(bundle: string): Promise<Failure[]> {
  circus.resetState();
  switches.mutantCoverage = { static: {}, perTest: {} };
  switches.hitCount = 0;
  try {
    await load(bundle);
  } catch (error) {
    return [{ text: `does not load: ${String(error)}`, isExpectation: true }];
  }
  const { testResults, unhandledErrors } = await circus.run();
  const failed = testResults.filter(({ errors }) => errors.length > 0);
  return [
    ...failed.map(({ testPath, errors }) => ({
      text: `${testPath.slice(1).join(' > ')}: ${errors.join('\n')}`,
      isExpectation: !errors.some((error) => error.includes('Exceeded timeout of')),
    })),
    // Possibly the end of what an earlier mutant began.
    ...unhandledErrors.map((error) => ({ text: String(error), isExpectation: false })),
  ];
}

async function rehearse({ bundle }: Rehearsal): Promise<Rehearsed> {
  delete switches.activeMutant;
  run = { timeoutMs: 120_000 };
  const failures = await runTests(bundle);
  const { static: shared, perTest } = switches.mutantCoverage;
  return {
    failures: failures.map(({ text }) => text),
    durations: tests.map(({ duration }) => duration ?? 0),
    shared,
    perTest: tests.map((_, index) => perTest[`test ${index}`] ?? {}),
  };
}

async function attempt({ mutant, runs }: Trial): Promise<Tried> {
  switches.activeMutant = mutant;
  for (const next of runs) {
    run = next;
    switches.hitLimit = next.hitLimit;
    const startedAt = performance.now();
    const [failure] = await runTests(next.bundle);
    if (failure) return { killer: { ...failure, run: next, tookMs: performance.now() - startedAt } };
  }
  return {};
}

process.once('disconnect', () => process.exit());
process.on('message', (message: Rehearsal | Trial) => {
  const answer = 'mutant' in message ? attempt(message) : rehearse(message);
  void answer.then((value) => process.send?.(value));
});
