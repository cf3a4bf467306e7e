/**
 * The strings that a set of patterns can distinguish. A policy looks at an action, a resource or a value only by comparing
 * it with patterns, so all strings that match the same patterns have the same answer, and one of them stands for all:
 * a proof over these classes is a proof over all strings.
 */

/** `*` and `?` are wildcards, as in IAM's actions, resources, `StringLike` and `ArnLike`; not so in a literal. */
export interface Pattern {
  readonly text: string;
  readonly literal: boolean;
}

export const wildcard = (text: string): Pattern => ({ text, literal: false });
export const literal = (text: string): Pattern => ({ text, literal: true });

/** Strings that match the same patterns. */
export interface StringClass {
  /** The shortest. */
  readonly example: string;
  /** `idOf` each pattern. */
  readonly matched: ReadonlySet<string>;
}

export const idOf = ({ text, literal }: Pattern): string => `${literal ? '=' : '~'}${text}`;

/** A character that no pattern names stands for all of those. */
const otherCharacters = 'xqjzXQJZ0123456789#%&';

/**
 * All classes, by the product of the patterns' automata. A state is the set of positions that the patterns can be at
 * after the same characters; each reachable set of complete patterns is a class.
 */
export function classesOf(given: readonly Pattern[]): StringClass[] {
  const patterns = [...new Map(given.map((one) => [idOf(one), one])).values()];
  const named = new Set(patterns.flatMap(({ text }) => [...text]));
  const other = [...otherCharacters].find((one) => !named.has(one));
  if (other === undefined) throw new Error('the patterns name every character');

  const classes = new Map<string, StringClass>();
  const start = patterns.flatMap((pattern, at) => rest(pattern, at, 0));
  const seen = new Set([start.join()]);
  let frontier: { state: Position[]; example: string }[] = [{ state: start, example: '' }];
  while (frontier.length > 0) {
    const next: typeof frontier = [];
    for (const { state, example } of frontier) {
      const complete = state.filter(([at, offset]) => offset === patterns[at]?.text.length);
      const matched = complete.map(([at]) => idOf(patterns[at] as Pattern));
      const key = matched.join('\n');
      if (!classes.has(key)) classes.set(key, { example, matched: new Set(matched) });
      for (const character of [...charactersAt(patterns, state), other]) {
        const after = step(patterns, state, character);
        const id = after.join();
        if (seen.has(id)) continue;
        seen.add(id);
        next.push({ state: after, example: example + character });
      }
    }
    frontier = next;
  }
  return [...classes.values()];
}

/** A pattern, and how much of it is matched. */
type Position = readonly [pattern: number, offset: number];

const isStar = ({ text, literal }: Pattern, offset: number) => !literal && text[offset] === '*';

/** The positions that need no further character: a star may stand for nothing. */
function rest(pattern: Pattern, at: number, offset: number): Position[] {
  return isStar(pattern, offset) ? [[at, offset], ...rest(pattern, at, offset + 1)] : [[at, offset]];
}

function charactersAt(patterns: readonly Pattern[], state: readonly Position[]): Set<string> {
  const characters = new Set<string>();
  for (const [at, offset] of state) {
    const { text = '', literal = false } = patterns[at] ?? {};
    const one = text[offset];
    if (one !== undefined && (literal || (one !== '*' && one !== '?'))) characters.add(one);
  }
  return characters;
}

function step(patterns: readonly Pattern[], state: readonly Position[], character: string): Position[] {
  const after = new Map<string, Position>();
  for (const [at, offset] of state) {
    const pattern = patterns[at] as Pattern;
    const one = pattern.text[offset];
    const moved = isStar(pattern, offset)
      ? rest(pattern, at, offset)
      : one === character || (one === '?' && !pattern.literal)
        ? rest(pattern, at, offset + 1)
        : [];
    for (const position of moved) after.set(position.join(), position);
  }
  return [...after.values()].sort(([a, x], [b, y]) => a - b || x - y);
}
