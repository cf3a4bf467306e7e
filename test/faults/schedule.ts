import fc from 'fast-check';
import type { Policy } from '../../lambda/core/policy.js';
import { policy } from '../core/records.js';
import { violationsOf } from './invariants/index.js';
import { anyCommand } from './model/commands.js';
import { mend } from './simulation/mend.js';
import { snapshotOf } from './simulation/read-simulation.js';
import { Simulation, type Circumstances } from './simulation/simulation.js';
import { SimulatedSystem } from './simulation/simulated-system.js';
import { watch } from './simulation/watch.js';

const anyPolicy: fc.Arbitrary<Policy> = fc
  .record({
    onFinding: fc.constantFrom('reject' as const, 'hold' as const),
    hasScanner: fc.boolean(),
    maxFiles: fc.constantFrom(2, 4, 100),
  })
  .map(({ onFinding, hasScanner, maxFiles }) => ({
    ...policy,
    ...{ onFinding, maxSizeBytes: 1024 ** 3, quota: { maxFiles } },
    ...(hasScanner && { malware: { scanTimeoutSeconds: 1_800 } }),
  }));

const anyCircumstances: fc.Arbitrary<Circumstances> = fc.record({
  luck: fc.nat(),
  faultPercent: fc.constantFrom(0, 3, 10, 25),
  policy: anyPolicy,
});

/** What became of one schedule. */
export interface ScheduleRun {
  /** What went wrong and the schedule that it went wrong in, made as small as it could be. */
  readonly failure?: string;
  /** To files' records. */
  readonly writes: number;
}

/** One schedule against the pure core: commands, faults and order all follow from the seed. */
export async function runSchedule(seed: number): Promise<ScheduleRun> {
  let last: Simulation | undefined;
  let writes = 0;
  const schedule = fc.asyncProperty(
    anyCircumstances,
    fc.commands([anyCommand], { maxCommands: 80, size: 'max' }),
    async (circumstances, commands) => {
      const simulation = (last = new Simulation(circumstances));
      watch(simulation);
      const system = new SimulatedSystem(simulation);
      await fc.asyncModelRun(() => ({ model: {}, real: system }), commands);
      await mend(simulation, system);
      simulation.violations.push(...violationsOf(snapshotOf(simulation, system)));
      writes += simulation.writes.length;
      if (simulation.violations.length > 0) throw new Error(simulation.violations.join('\n'));
    },
  );
  const result = await fc.check(schedule, {
    seed,
    numRuns: 1,
    unbiased: true,
    interruptAfterTimeLimit: 20_000,
  });
  if (!result.failed) return { writes };
  const [circumstances, commands] = result.counterexample ?? [];
  const failure = [
    `seed ${seed}, with ${JSON.stringify(circumstances)}:`,
    ...(commands ? [String(commands)] : []),
    result.errorInstance instanceof Error ? (result.errorInstance.stack ?? '') : String(result.errorInstance),
    ...(last?.notes ?? []),
    `again: npm run test:faults -- --seed ${String(seed)}`,
  ].join('\n');
  return { failure, writes };
}
