import { readFile } from 'node:fs/promises';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..', '..');

/** The blocks of a document behind the comment that says that they are run here. */
export async function documentedBlocks(document: string): Promise<string[]> {
  const text = await readFile(path.join(root, document), 'utf8');
  const marked =
    /<!-- The end-to-end tests run this block as it stands\. -->\s*```(?:sh|python|ts)\n(.*?)```/gs;
  const blocks = [...text.matchAll(marked)].flatMap(([, block]) => block ?? []);
  if (blocks.length === 0) throw new Error(`${document} has no block that says that it is run here`);
  return blocks;
}
