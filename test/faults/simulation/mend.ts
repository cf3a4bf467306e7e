import type { Simulation } from './simulation.js';
import type { SimulatedSystem } from './simulated-system.js';

const minutes = 60;
const hours = 60 * minutes;

/**
 * Without faults from here on, time passes: the sweeps run until nothing waits any more. Every wait of the system is
 * over at the end: uploads (a day, and an hour of grace), retention, tombstones (a day), a recount with its second
 * check, orphans with their grace period.
 */
export async function mend(simulation: Simulation, system: SimulatedSystem): Promise<void> {
  simulation.plan.isOver = true;
  const round = async (seconds: number) => {
    await system.sweep();
    await system.redrive();
    await simulation.subscribers.enable();
    await simulation.pass(seconds);
  };
  for (let passed = 0; passed < 6 * hours; passed += 20 * minutes) await round(20 * minutes);
  for (let passed = 0; passed < 9 * 24 * hours; passed += 6 * hours) {
    await round(20 * minutes);
    await round(6 * hours - 20 * minutes);
  }
  await simulation.goOn(Infinity);
}
