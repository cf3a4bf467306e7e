import { ChosenWorld } from './chosen-world.js';
import type { CallFault } from '../faults/simulation/fault-plan.js';
import { moveNamed } from './moves.js';
import {
  announced,
  runAlone,
  runTogether,
  violationsAtTheEnd,
  violationsNow,
  type Schedule,
} from './run-moves.js';
import type { Scope } from './scopes.js';

/** One step of a history: one move, or two at once in one order. */
export interface Step {
  readonly moves: readonly string[];
  /** Of two moves. */
  readonly schedule?: Schedule;
}

/** What one history violates, and what happened in it. */
export interface Replayed {
  readonly what: readonly string[];
  readonly notes: readonly string[];
}

/** The same history once more: everything in it was chosen. */
export async function replaySteps(scope: Scope, steps: readonly Step[]): Promise<Replayed> {
  const world = new ChosenWorld(scope);
  const { notes } = world.simulation;
  world.simulation.isNoted = true;
  for (const { moves, schedule } of steps) {
    world.simulation.note(`> ${moves.join(', while ')}`);
    const named = moves.map((name) => moveNamed(scope, world, name));
    const [only] = named;
    if (schedule) {
      await runTogether(world, named, schedule, () => true);
      await announced(scope, world);
    } else if (only) await runAlone(scope, world, only);
  }
  const now = violationsNow(scope, world);
  world.simulation.note('> everything has time to recover');
  const what = now.length > 0 ? now : await violationsAtTheEnd(world, new Set());
  return { what, notes };
}

/** As an argument of the command that runs it again. */
export const writeSteps = (steps: readonly Step[]): string =>
  JSON.stringify(
    steps.map(({ moves, schedule }) => ({
      moves,
      ...(schedule && { order: schedule.order, faults: [...schedule.faults] }),
    })),
  );

interface WrittenStep {
  readonly moves: readonly string[];
  readonly order?: readonly number[];
  readonly faults?: readonly (readonly [string, CallFault])[];
}

export const readSteps = (text: string): Step[] =>
  (JSON.parse(text) as WrittenStep[]).map(({ moves, order, faults = [] }) => ({
    moves,
    ...(order && { schedule: { order, faults: new Map(faults) } }),
  }));
