import type { CallFault } from '../faults/simulation/fault-plan.js';
import { everyChangeIsHeard, idsAreSteady } from '../faults/invariants/events.js';
import { violationsOf } from '../faults/invariants/index.js';
import { linksKeepCount, noDeletedFileIsBack } from '../faults/invariants/readers.js';
import { everyStepIsLegal } from '../faults/invariants/steps.js';
import { mendingRounds } from '../faults/simulation/mend.js';
import { snapshotOf } from '../faults/simulation/read-simulation.js';
import type { ChosenWorld } from './chosen-world.js';
import type { Move } from './moves.js';
import { presentOf } from './present.js';
import type { Scope } from './scopes.js';

/** The sweep's own waits, and the two days of an orphan, are over after these. */
const pace = { quickRounds: 6, slowRounds: 7, slowHours: 26 };

/** Runs one move to its end, with nothing in between. */
export async function runAlone(scope: Scope, world: ChosenWorld, move: Move): Promise<void> {
  move.start();
  await world.simulation.order.run();
  await announced(scope, world);
}

/**
 * What the bus has is received at once: its receivers only note it, so when they do changes nothing. In scopes without
 * steps of announcements, everything is published at once too.
 */
export async function announced({ announces }: Scope, { simulation }: ChosenWorld): Promise<void> {
  const atOnce = announces ? ['bus'] : ['bus', 'stream'];
  for (;;) {
    const due = simulation.pending.find(({ what }) => atOnce.includes(what));
    if (!due) return;
    simulation.receive(due);
    await simulation.order.run();
  }
}

/** Invariants of each present, and of the steps that led to it. */
export function violationsNow({ announces }: Scope, { simulation, system }: ChosenWorld): string[] {
  const snapshot = snapshotOf(simulation, system);
  return [
    ...simulation.violations,
    ...everyStepIsLegal(snapshot),
    ...linksKeepCount(snapshot),
    ...noDeletedFileIsBack(snapshot),
    ...idsAreSteady(snapshot),
    ...(announces ? [] : everyChangeIsHeard(snapshot)),
  ];
}

/**
 * Without faults from here on, everything must come right: what is violated then.
 * @param right presents, by the round in which they were, from which everything came right
 */
export async function violationsAtTheEnd(world: ChosenWorld, right: Set<string>): Promise<string[]> {
  const { simulation, system } = world;
  simulation.isFree = true;
  simulation.faults.lagging = [];
  const places: string[] = [];
  for await (const round of mendingRounds(simulation, system, pace)) {
    const place = `${round} ${presentOf(world)}`;
    if (right.has(place)) break;
    places.push(place);
  }
  const isKnown = places.length < pace.quickRounds + pace.slowRounds;
  const violations = [
    ...simulation.violations,
    ...(isKnown ? [] : violationsOf(snapshotOf(simulation, system))),
  ];
  if (violations.length === 0) for (const place of places) right.add(place);
  return violations;
}

/** One order of the calls of concurrent moves. */
export interface Schedule {
  /** Which of the waiting calls is next, each time. Then always the first. */
  readonly order: readonly number[];
  readonly faults: ReadonlyMap<string, CallFault>;
}

/** Runs moves at once, in this order. @param visit before each choice; returns whether to continue */
export async function runTogether(
  world: ChosenWorld,
  moves: readonly Move[],
  { order, faults }: Schedule,
  visit: (chosen: readonly number[]) => boolean,
): Promise<boolean> {
  const { order: turns, faults: plan } = world.simulation;
  plan.choose(faults);
  for (const move of moves) move.start();
  const chosen: number[] = [];
  // Until all that need no call have run.
  await turns.still();
  while (turns.calls.length > 0) {
    const next = order[chosen.length];
    if (next === undefined && !visit(chosen)) return false;
    chosen.push(next ?? 0);
    await turns.step(next ?? 0);
  }
  plan.choose(new Map());
  return true;
}
