import { readFileSync } from 'node:fs';
import path from 'node:path';
import { globSync } from 'tinyglobby';

export const root = path.join(import.meta.dirname, '../..');
export const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

/** A shell block of a document. */
export interface ShellBlock {
  readonly document: string;
  /** Who runs it as it stands, as the comment above it says. */
  readonly runner: string | undefined;
  /** Its commands: one a line, without comments and what is only exported. */
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
