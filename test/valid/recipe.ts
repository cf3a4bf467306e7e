/** How to make one valid file, as some real encoder writes it. */
export interface Recipe {
  /** Says everything about the file; with the seed it can be made again. */
  readonly name: string;
  /** The media type that the checker has to find. */
  readonly type: string;
  /** What people declare it as. @default `type` alone */
  readonly declared?: readonly string[];
  /** Of its name, without the dot. */
  readonly ending: string;
  /** Takes seconds or much memory: for the long run only. */
  readonly isCostly?: boolean;
  readonly make: (seed: number) => Promise<Buffer> | Buffer;
}

/** A number that only these parts lead to (FNV-1a): the seed of one file out of the seed of the run. */
export function seedOf(...parts: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const code of Buffer.from(parts.join('\n'))) hash = Math.imul(hash ^ code, 0x01000193);
  return hash >>> 0 || 1;
}

/** Bytes without structure (xorshift32, four bytes a step). */
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

/** One in so many of their combinations, so that each member of either list still has its share. */
export const diagonals = <A, B>(every: number, first: readonly A[], second: readonly B[]): [A, B][] =>
  first.flatMap((a, i) => second.filter((_, j) => (i + j) % every === 0).map((b): [A, B] => [a, b]));
