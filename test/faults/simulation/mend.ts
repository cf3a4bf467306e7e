import type { Simulation } from './simulation.js';
import type { SimulatedSystem } from './simulated-system.js';

const minutes = 60;
const hours = 60 * minutes;

/** How many rounds of the sweep there are: 20 minutes apart, then some hours apart. */
export interface Pace {
  readonly quickRounds: number;
  readonly slowRounds: number;
  readonly slowHours: number;
}

const patient: Pace = { quickRounds: 18, slowRounds: 36, slowHours: 6 };

/**
 * Without faults from here on, time passes: the sweeps run until nothing waits any more. Every wait of the system is
 * over at the end: uploads (a day, and an hour of grace), retention, tombstones (a day), a recount with its second
 * check, orphans with their grace period.
 */
export async function mend(simulation: Simulation, system: SimulatedSystem): Promise<void> {
  const rounds = mendingRounds(simulation, system, patient);
  while (!(await rounds.next()).done);
}

/** As `mend`, one round after the other. */
export async function* mendingRounds(
  simulation: Simulation,
  system: SimulatedSystem,
  { quickRounds, slowRounds, slowHours }: Pace,
): AsyncGenerator<number> {
  simulation.plan.isOver = true;
  const rounds = [
    ...Array.from({ length: quickRounds }, () => [20 * minutes]),
    ...Array.from({ length: slowRounds }, () => [20 * minutes, slowHours * hours - 20 * minutes]),
  ];
  for (const [index, round] of rounds.entries()) {
    for (const seconds of round) {
      await system.sweep();
      await system.redrive();
      await simulation.subscribers.enable();
      await simulation.pass(seconds);
    }
    yield index;
  }
  await simulation.goOn(Infinity);
}
