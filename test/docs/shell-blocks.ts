import { readFileSync } from 'node:fs';
import path from 'node:path';
import { globSync } from 'tinyglobby';

export const root = path.join(import.meta.dirname, '../..');
export const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

/** A shell block of a document. */
export interface ShellBlock {
  readonly document: string;
  /** The runner in the comment above it. */
  readonly runner: string | undefined;
  /** Its commands: one per line, without comments and exports. */
  readonly commands: readonly string[];
}

export const documents = ['README.md', 'CONTRIBUTING.md', 'client/README.md', ...markdownIn('docs')];

export const shellBlocks = (): ShellBlock[] =>
  documents.flatMap((document) =>
    [
      ...read(document).matchAll(
        /(?:<!-- ([^\n]+?) this block as it stands\. -->\s*)?```(?:sh|bash)\n(.*?)```/gs,
      ),
    ].map(([, runner, text = '']) => ({ document, runner, commands: commandsOf(text) })),
  );

function commandsOf(text: string): string[] {
  return text
    .replace(/\\\n\s*/g, '')
    .split('\n')
    .map((line) => line.replace(/(^|\s)#.*$/, '').trim())
    .filter((line) => line !== '' && !line.startsWith('export '));
}

function markdownIn(folder: string): string[] {
  return globSync('**/*.md', { cwd: path.join(root, folder) }).map((name) => `${folder}/${name}`);
}
