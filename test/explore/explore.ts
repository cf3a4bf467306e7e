import { ChosenWorld } from './chosen-world.js';
import { interleavings, type SeenCrossings } from './interleavings.js';
import { momentOf } from './moment.js';
import { moveNamed, movesOf, type Move } from './moves.js';
import { presentOf } from './present.js';
import { writeSteps, type Step } from './replay.js';
import { announced, runAlone, violationsAtTheEnd, violationsNow } from './run-moves.js';
import type { Scope } from './scopes.js';

export interface Violation {
  readonly scope: string;
  /** As `readSteps` reads them. */
  readonly steps: string;
  readonly what: readonly string[];
  /** Whether it only shows after everything had time to recover. */
  readonly isAtTheEnd: boolean;
}

export interface Explored {
  readonly scope: string;
  readonly states: number;
  readonly transitions: number;
  /** Complete schedules of two moves. */
  readonly schedules: number;
  /** States from which pairs were interleaved, once for each number of faults. */
  readonly crossed: number;
  /** All histories of single moves up to this length were tried. */
  readonly moves: number;
  /** Whether that is each state that there is. */
  readonly isWhole: boolean;
  readonly violation?: Violation;
}

export interface Bounds {
  /** Longest history of single moves. */
  readonly maxMoves: number;
  /** How many states, at most, single moves are tried from. */
  readonly maxStates: number;
  /** From how many states pairs of moves are interleaved, by the number of faults: none, one, two. */
  readonly crossed: readonly number[];
}

interface State {
  readonly steps: readonly Step[];
  readonly restore: () => void;
}

/** Breadth first, from the empty system: so the first violation has the shortest history. */
export async function explore(scope: Scope, bounds: Bounds): Promise<Explored> {
  const world = new ChosenWorld(scope);
  const states = new Map<string, State>();
  const frontier: State[] = [];
  const right = new Set<string>();
  const count = { transitions: 0, schedules: 0, crossed: 0 };
  let moves = 0;
  let violation: Violation | undefined;

  const found = (steps: readonly Step[], what: readonly string[], isAtTheEnd: boolean): false => {
    violation = { scope: scope.name, steps: writeSteps(steps), what, isAtTheEnd };
    return false;
  };
  /** @returns whether all is well */
  const arrive = async (steps: readonly Step[]): Promise<boolean> => {
    count.transitions++;
    const now = violationsNow(scope, world);
    if (now.length > 0) return found(steps, now, false);
    const present = presentOf(world);
    if (states.has(present)) return true;
    const state = { steps, restore: momentOf(world) };
    states.set(present, state);
    frontier.push(state);
    const end = await violationsAtTheEnd(world, right);
    return end.length === 0 || found(steps, end, true);
  };
  const outcome = (isWhole: boolean): Explored => ({
    ...{ scope: scope.name, states: states.size, ...count, moves, isWhole },
    ...(violation && { violation }),
  });

  const opening = scope.opening ?? [];
  for (const name of opening) await runAlone(scope, world, moveNamed(scope, world, name));
  if (!(await arrive(opening.map((name) => ({ moves: [name] }))))) return outcome(false);
  let isWhole = true;
  for (let state = frontier.shift(); state; state = frontier.shift()) {
    const { steps, restore } = state;
    // All shorter histories were tried.
    moves = steps.length - opening.length;
    isWhole = moves < bounds.maxMoves && states.size < bounds.maxStates;
    if (!isWhole) break;
    restore();
    for (const { name } of movesOf(scope, world)) {
      restore();
      await runAlone(scope, world, moveNamed(scope, world, name));
      if (!(await arrive([...steps, { moves: [name] }]))) return outcome(false);
    }
  }
  const shapes = new Map<string, State>();
  for (const state of states.values()) {
    state.restore();
    const shape = shapeOf(world);
    if (!shapes.has(shape)) shapes.set(shape, state);
  }
  for (const [maxFaults, wanted] of bounds.crossed.entries()) {
    for (const state of spread([...shapes.values()], wanted)) {
      count.crossed++;
      const seen: SeenCrossings = new Map();
      state.restore();
      for (const pair of pairsOf(movesOf(scope, world))) {
        const named = (names: readonly string[]) => names.map((name) => moveNamed(scope, world, name));
        for await (const schedule of interleavings(world, state.restore, pair, named, maxFaults, seen)) {
          count.schedules++;
          await announced(scope, world);
          if (!(await arrive([...state.steps, { moves: pair, schedule }]))) return outcome(false);
        }
      }
    }
  }
  return outcome(isWhole);
}

/** So many of them, at equal distances. */
const spread = <Item>(items: readonly Item[], wanted: number): readonly Item[] =>
  items.filter(
    (_, index) =>
      Math.floor((index * wanted) / items.length) !== Math.floor(((index - 1) * wanted) / items.length),
  );

/** Of all moves that run functions; each with itself too, as a client may send a request twice. */
function pairsOf(moves: readonly Move[]): string[][] {
  const running = moves.filter(({ isInstant }) => !isInstant).map(({ name }) => name);
  return running.flatMap((one, index) => running.slice(index).map((other) => [one, other]));
}

/** What functions would see: states of one shape differ only in what is on its way, and by times. */
function shapeOf({ simulation }: ChosenWorld): string {
  const { table, bucket, access, pending } = simulation;
  return JSON.stringify([
    [...table.records.values()].map(({ status, version, checks, decision }) => [
      status,
      version,
      checks,
      decision?.verdict,
    ]),
    [...bucket.versions.values()].flat().map(({ versionId, tag }) => [versionId, tag]),
    [...bucket.uploads.values()].map(({ parts }) => parts.size),
    [...access.shares.values()].map(({ downloads, revokedAt }) => [downloads, revokedAt !== undefined]),
    access.present(),
    [...new Set(pending.map(({ what }) => what))].sort(),
    table.erasures.size,
  ]);
}
