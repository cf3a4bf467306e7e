import { readFile } from 'node:fs/promises';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..', '..');

/** The runner in the comment above a block. */
export type Runner = 'The end-to-end tests run' | 'The newcomer’s test runs' | 'The browser tests run';

/** The blocks of a document below such a comment. */
export async function documentedBlocks(
  document: string,
  runner: Runner = 'The end-to-end tests run',
): Promise<string[]> {
  const text = await readFile(path.join(root, document), 'utf8');
  const marked = /<!-- ([^\n]+?) this block as it stands\. -->\s*```(?:sh|python|ts|js)\n(.*?)```/gs;
  const blocks = [...text.matchAll(marked)].flatMap(([, who, block]) =>
    who === runner && block !== undefined ? block : [],
  );
  if (blocks.length === 0) throw new Error(`${document} has no block that says that it is run here`);
  return blocks;
}
