import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { judge } from './judge.js';
import { closePythons } from './python-maker.js';
import { recipes } from './recipes.js';

/** One process's share of the chosen recipes: each `parts`-th, from `part` on. */
export interface Share {
  readonly part: number;
  readonly parts: number;
  readonly seed: number;
  readonly only: string;
  readonly out: string | undefined;
}

export interface Judged {
  readonly name: string;
  readonly sizeBytes: number;
  readonly faults: readonly string[];
}

/** Files are created by other threads and processes: so some of them wait while one is checked. */
const width = 3;
const { part, parts, seed, only, out } = JSON.parse(process.argv[2] ?? '') as Share;
const queue = recipes
  .filter(({ name }) => name.includes(only))
  .filter((_, i) => i % parts === part)
  .values();

// Also when the counting process has exited.
process.once('disconnect', () => process.exit());
try {
  await Promise.all(Array.from({ length: width }, work));
} finally {
  await closePythons();
}
process.disconnect();

async function work(): Promise<void> {
  for (const recipe of queue) {
    const { faults, bytes } = await judge(recipe, seed);
    const { name, ending } = recipe;
    if (out) await writeFile(join(out, `${name.replaceAll(/[^\w.-]+/g, '_')}.${ending}`), bytes);
    const judged: Judged = { name, sizeBytes: bytes.length, faults };
    process.send?.(judged);
  }
}
