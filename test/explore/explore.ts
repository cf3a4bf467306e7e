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
  /** Reached by single moves without a fault. */
  readonly states: number;
  /** Single moves that were run. */
  readonly transitions: number;
  /** Whether each move of each of these states leads to one of them. */
  readonly isWhole: boolean;
  /** All histories of single moves up to this length were tried. */
  readonly moves: number;
  /** Kinds of states: those of one kind are alike to the functions. */
  readonly kinds: number;
  /** Coarser kinds: by the statuses of the files, and whether one of their messages is on its way. */
  readonly classes: number;
  readonly alone: Interleaved;
  readonly pairs: Interleaved;
  /** States that only faults and two moves at once lead to, and from which everything recovered. */
  readonly others: number;
  readonly violation?: Violation;
}

export interface Interleaved {
  /** From how many kinds of states, or classes, by the number of faults, from none. */
  readonly from: readonly number[];
  /** Complete schedules that were run. */
  readonly schedules: number;
}

export interface Bounds {
  /** Longest history of single moves. @default none */
  readonly maxMoves?: number;
  /** How many states, at most, single moves are tried from. @default none */
  readonly maxStates?: number;
  /** From how many kinds of states, by the number of faults: none, one, two. */
  readonly alone: readonly number[];
  /** The same for each two moves at once; with faults, from how many classes. */
  readonly pairs: readonly number[];
}

interface State {
  readonly steps: readonly Step[];
  readonly restore: () => void;
}

/** Breadth first, from the empty system: so the first violation has the shortest history. */
export async function explore(scope: Scope, bounds: Bounds): Promise<Explored> {
  const { maxMoves = Infinity, maxStates = Infinity } = bounds;
  const world = new ChosenWorld(scope);
  const known = new Set<string>();
  const kinds = new Map<string, State>();
  const classes = new Map<string, State>();
  const frontier: State[] = [];
  const right = new Set<string>();
  let [transitions, moves, isWhole] = [0, 0, false];
  let violation: Violation | undefined;

  const found = (steps: readonly Step[], what: readonly string[], isAtTheEnd: boolean): undefined => {
    violation = { scope: scope.name, steps: writeSteps(steps), what, isAtTheEnd };
    return undefined;
  };
  /** @returns whether it is a new state; undefined if it violates something */
  const arrive = async (steps: readonly Step[], isOther: boolean): Promise<boolean | undefined> => {
    const now = violationsNow(scope, world);
    if (now.length > 0) return found(steps, now, false);
    const present = presentOf(world);
    if (known.has(present)) return false;
    known.add(present);
    if (!isOther) {
      const state = { steps, restore: momentOf(world) };
      frontier.push(state);
      const kind = kindOf(world);
      if (!kinds.has(kind)) kinds.set(kind, state);
      const className = classOf(world);
      if (!classes.has(className)) classes.set(className, state);
    }
    const end = await violationsAtTheEnd(world, right);
    return end.length === 0 || found(steps, end, true);
  };
  /** @returns whether all is well */
  const exploreMoves = async (): Promise<boolean> => {
    const opening = scope.opening ?? [];
    for (const name of opening) await runAlone(scope, world, moveNamed(scope, world, name));
    const start = opening.map((name) => ({ moves: [name] }));
    if ((await arrive(start, false)) === undefined) return false;
    for (let state = frontier.shift(); state; state = frontier.shift()) {
      const { steps, restore } = state;
      // All shorter histories were tried.
      moves = steps.length - opening.length;
      if (moves >= maxMoves || known.size >= maxStates) return true;
      restore();
      for (const { name } of movesOf(scope, world)) {
        restore();
        await runAlone(scope, world, moveNamed(scope, world, name));
        transitions++;
        if ((await arrive([...steps, { moves: [name] }], false)) === undefined) return false;
      }
    }
    isWhole = true;
    return true;
  };
  const interleave = async (
    wanted: readonly number[],
    groupsOf: (moves: readonly Move[]) => string[][],
    startsOf: (maxFaults: number) => ReadonlyMap<string, State> = () => kinds,
  ): Promise<Interleaved> => {
    const from = wanted.map(() => 0);
    let schedules = 0;
    for (const [maxFaults, number] of wanted.entries())
      for (const state of spread([...startsOf(maxFaults).values()], number)) {
        if (violation) return { from, schedules };
        from[maxFaults] = (from[maxFaults] ?? 0) + 1;
        const seen: SeenCrossings = new Map();
        state.restore();
        for (const group of groupsOf(movesOf(scope, world))) {
          const named = (names: readonly string[]) => names.map((name) => moveNamed(scope, world, name));
          for await (const schedule of interleavings(world, state.restore, group, named, maxFaults, seen)) {
            schedules++;
            await announced(scope, world);
            const steps = [...state.steps, { moves: group, schedule }];
            if ((await arrive(steps, true)) === undefined) return { from, schedules };
          }
        }
      }
    return { from, schedules };
  };

  const isWell = await exploreMoves();
  const states = known.size;
  const none = { from: [], schedules: 0 };
  const alone = isWell ? await interleave(bounds.alone, singlesOf) : none;
  const pairs = isWell
    ? await interleave(bounds.pairs, pairsOf, (maxFaults) => (maxFaults === 0 ? kinds : classes))
    : none;
  return {
    ...{ scope: scope.name, states, transitions, isWhole, moves, kinds: kinds.size, classes: classes.size },
    ...{ alone, pairs },
    ...{ others: known.size - states, ...(violation && { violation }) },
  };
}

/** So many of them, at equal distances. */
const spread = <Item>(items: readonly Item[], wanted: number): readonly Item[] =>
  items.filter(
    (_, index) =>
      Math.floor((index * wanted) / items.length) !== Math.floor(((index - 1) * wanted) / items.length),
  );

/** Moves that run functions: faults and others can come between their calls. */
const running = (moves: readonly Move[]): string[] =>
  moves.filter(({ isInstant }) => !isInstant).map(({ name }) => name);

const singlesOf = (moves: readonly Move[]): string[][] => running(moves).map((name) => [name]);

/** Each with itself too, as a client may send a request twice. */
function pairsOf(moves: readonly Move[]): string[][] {
  const names = running(moves);
  return names.flatMap((one, index) => names.slice(index).map((other) => [one, other]));
}

/** What functions would see: states of one kind differ only in what is on its way, and by times. */
function kindOf({ simulation }: ChosenWorld): string {
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

/** Of the states of one class, the first that was reached has the shortest history. */
const classOf = ({ simulation: { table, pending } }: ChosenWorld): string =>
  JSON.stringify([[...table.records.values()].map(({ status }) => status), pending.length > 0]);
