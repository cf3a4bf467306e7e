import fc from 'fast-check';
import { violationsOf } from './invariants/index.js';
import { anyCommand, openingOf } from './model/commands.js';
import { anyMix, policyOf } from './model/mix.js';
import { mend } from './simulation/mend.js';
import { snapshotOf } from './simulation/read-simulation.js';
import { Simulation, type Circumstances } from './simulation/simulation.js';
import { SimulatedSystem } from './simulation/simulated-system.js';
import { watch } from './simulation/watch.js';

/** First: how a schedule's commands are chosen, and the settings of its deployment. */
const anySchedule = anyMix.chain((mix) =>
  fc.tuple(
    fc.record<Circumstances>({
      luck: fc.nat(),
      faultPercent: fc.constantFrom(0, 3, 10, 25),
      policy: policyOf(mix),
    }),
    openingOf(mix),
    fc.commands([anyCommand(mix)], { maxCommands: 80, size: 'max' }),
  ),
);

/** The result of one schedule. */
export interface ScheduleRun {
  /** The violations, and the shrunk schedule. */
  readonly failure?: string;
  /** To files' records. */
  readonly writes: number;
}

/** One schedule against the core: commands, faults and order are determined by the seed. */
export async function runSchedule(seed: number): Promise<ScheduleRun> {
  let failed: Simulation | undefined;
  let writes = 0;
  const schedule = fc.asyncProperty(anySchedule, async ([circumstances, opening, commands]) => {
    const simulation = new Simulation(circumstances);
    watch(simulation);
    const system = new SimulatedSystem(simulation);
    for (const command of opening) await command.run({}, system);
    await fc.asyncModelRun(() => ({ model: {}, real: system }), commands);
    await mend(simulation, system);
    simulation.violations.push(...violationsOf(snapshotOf(simulation, system)));
    writes += simulation.writes.length;
    if (simulation.violations.length === 0) return;
    failed = simulation;
    throw new Error(simulation.violations.join('\n'));
  });
  const result = await fc.check(schedule, {
    seed,
    numRuns: 1,
    unbiased: true,
    interruptAfterTimeLimit: 20_000,
  });
  if (!result.failed) return { writes };
  const [[circumstances, opening = [], commands] = []] = result.counterexample ?? [];
  const failure = [
    `seed ${seed}, with ${JSON.stringify(circumstances)}:`,
    ...(commands ? [[...opening, commands].join()] : []),
    result.errorInstance instanceof Error ? (result.errorInstance.stack ?? '') : String(result.errorInstance),
    ...(failed?.notes ?? []),
    `again: npm run test:faults -- --seed ${String(seed)}`,
  ].join('\n');
  return { failure, writes };
}
