/** How to create one valid file, as some real encoder writes it. */
export interface Recipe {
  /** Describes the file completely; with the seed it can be created again. */
  readonly name: string;
  /** The media type that the checker has to detect. */
  readonly type: string;
  /** Its usual declared types. @default only `type` */
  readonly declared?: readonly string[];
  /** Extension, without the dot. */
  readonly ending: string;
  /** Takes seconds or much memory: only for the long run. */
  readonly isCostly?: boolean;
  readonly make: (seed: number) => Promise<Buffer> | Buffer;
}

/** A hash of these parts (FNV-1a): the seed of one file from the seed of the run. */
export function seedOf(...parts: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const code of Buffer.from(parts.join('\n'))) hash = Math.imul(hash ^ code, 0x01000193);
  return hash >>> 0 || 1;
}

/** Random bytes (xorshift32, four bytes a step). */
export function noiseBytes(length: number, seed: number): Buffer {
  const words = new Uint32Array(Math.ceil(length / 4));
  let state = seed || 1;
  for (let i = 0; i < words.length; i++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    words[i] = state;
  }
  return Buffer.from(words.buffer, 0, length);
}

/** Every combination of the lists' members. */
export const pairs = <A, B>(first: readonly A[], second: readonly B[]): [A, B][] =>
  first.flatMap((a) => second.map((b): [A, B] => [a, b]));

/** A sample of their combinations, in which each member of either list is represented. */
export const diagonals = <A, B>(every: number, first: readonly A[], second: readonly B[]): [A, B][] =>
  first.flatMap((a, i) => second.filter((_, j) => (i + j) % every === 0).map((b): [A, B] => [a, b]));
