import type { CallFault } from '../faults/simulation/fault-plan.js';
import type { WaitingCall } from '../faults/simulation/turns.js';
import type { ChosenWorld } from './chosen-world.js';
import type { Move } from './moves.js';
import { presentOf } from './present.js';
import { runTogether, type Schedule } from './run-moves.js';

/** What has been seen of the interleavings from one state: with how many faults left. */
export type SeenCrossings = Map<string, number>;

const start: Schedule = { order: [], faults: new Map() };

/**
 * All interleavings of moves at their external calls, and with up to so many faults. Where two orders lead to the same
 * present, with the same responses to each, one of them is continued.
 * @param reset sets the world back to the state from which both start
 * @returns how many schedules were run
 */
export async function* interleavings(
  world: ChosenWorld,
  reset: () => void,
  pair: readonly string[],
  movesNamed: (names: readonly string[]) => readonly Move[],
  maxFaults: number,
  seen: SeenCrossings,
): AsyncGenerator<Schedule> {
  // Fewest faults first: the first violation has the shortest explanation.
  const levels: Schedule[][] = [[start], ...Array.from({ length: maxFaults }, (): Schedule[] => [])];
  for (const [used, level] of levels.entries()) {
    for (let schedule = level.pop(); schedule; schedule = level.pop()) {
      const { faults } = schedule;
      reset();
      let last: readonly number[] = schedule.order;
      const isWhole = await runTogether(world, movesNamed(pair), schedule, (chosen) => {
        last = chosen;
        const calls = world.simulation.order.calls;
        const place = placeOf(world, calls);
        if ((seen.get(place) ?? -1) >= maxFaults - used) return false;
        seen.set(place, maxFaults - used);
        for (const [index, call] of calls.entries()) {
          if (index > 0) level.push({ order: [...chosen, index], faults });
          for (const fault of faultsOf(call))
            levels[used + 1]?.push({
              order: [...chosen, index],
              faults: new Map([...faults, [`${call.process} ${call.index}`, fault]]),
            });
        }
        return true;
      });
      if (isWhole) yield { order: [...last], faults };
    }
  }
}

/** The present, and what each running function has received: together they determine all that is to come. */
function placeOf(world: ChosenWorld, calls: readonly WaitingCall[]): string {
  const running = calls.map(({ process, index, what, received }) => [process, index, what, received]);
  return `${presentOf(world)} ${JSON.stringify(running)}`;
}

/** A crash before a call is one after the call before it, and a crash or a lost response of a read changes nothing. */
function faultsOf({ what }: WaitingCall): readonly CallFault[] {
  return reads.has(what) ? ['fails'] : ['fails', 'fails-after', 'killed-after', 'asked-twice'];
}

const reads = new Set([
  ...[
    'get',
    'head',
    'under',
    'list parts',
    'share',
    'list shares',
    'grants',
    'list grants',
    'erasure',
    'erasures',
  ],
  ...[
    'versions',
    'list versions',
    'list uploads',
    'place',
    'records',
    'orphan',
    'due usages',
    'usage',
    'owner',
  ],
  ...['upload', 'joining', 'verdict', 'retention', 'removal', 'tombstone', 'held', 'endpoint', 'endpoints'],
]);
