import { ChosenWorld } from './chosen-world.js';
import { momentOf } from './moment.js';
import { moveNamed, movesOf } from './moves.js';
import { meaningOf, presentOf } from './present.js';
import { runAlone, violationsNow } from './run-moves.js';
import type { Scope } from './scopes.js';

interface Reached {
  readonly present: string;
  readonly restore: () => void;
  readonly path: readonly string[];
}

/** Where each move of a state leads. */
type Successors = ReadonlyMap<string, string>;

/**
 * Whether states that `presentOf` calls the same are: from a share of those that were reached again, each move is run,
 * and compared with where it led from the first.
 *
 * @param every so many merged states are compared once
 */
export async function differencesOfMerged(
  scope: Scope,
  { maxStates, every }: { readonly maxStates: number; readonly every: number },
): Promise<{ readonly compared: number; readonly differences: readonly string[] }> {
  const world = new ChosenWorld(scope);
  const here = (path: readonly string[]): Reached => ({
    ...{ present: presentOf(world), restore: momentOf(world), path },
  });
  const first = new Map<string, Successors | undefined>();
  const frontier: Reached[] = [];
  const again: Reached[] = [];
  let merged = 0;

  const successorsOf = async (
    { restore, path }: Reached,
    arrive: (reached: Reached) => void,
  ): Promise<Successors> => {
    const successors = new Map<string, string>();
    restore();
    const { pending } = world.simulation;
    const copies = (name: string) => {
      const named = pending.find(({ what }) => name.startsWith(what));
      const meaning = named && meaningOf(named.what, world);
      return pending.filter(({ what }) => meaningOf(what, world) === meaning).length;
    };
    for (const { name } of movesOf(scope, world)) {
      restore();
      await runAlone(scope, world, moveNamed(scope, world, name));
      const reached = here([...path, name]);
      arrive(reached);
      if (isCompared(name, copies(name)))
        successors.set(unnumbered(name), `${reached.present} ${violationsNow(scope, world).join()}`);
    }
    return successors;
  };
  const arrive = (reached: Reached): void => {
    if (first.has(reached.present)) {
      if (merged++ % every === 0) again.push(reached);
    } else if (first.size < maxStates) {
      first.set(reached.present, undefined);
      frontier.push(reached);
    }
  };

  for (const name of scope.opening ?? []) await runAlone(scope, world, moveNamed(scope, world, name));
  arrive(here([]));
  for (let reached = frontier.shift(); reached; reached = frontier.shift())
    first.set(reached.present, await successorsOf(reached, arrive));
  const differences: string[] = [];
  for (const reached of again) {
    const successors = await successorsOf(reached, () => {});
    const expected: Successors = first.get(reached.present) ?? new Map();
    for (const [name, present] of successors)
      if (expected.has(name) && present !== expected.get(name))
        differences.push(`${reached.path.join(', ')}: ${name}`);
  }
  return { compared: again.length, differences };
}

/**
 * Times are merged by the waits of the system, and a jump of the clock ends one wait or another; of a message, more than
 * two copies are two.
 */
const isCompared = (name: string, copies: number): boolean => !name.endsWith('minutes pass') && copies < 3;

/** Versions are numbered by how many came before. */
const unnumbered = (name: string): string => name.replaceAll(/\bv\d+\b/g, 'v');
