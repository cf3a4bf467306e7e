import { basename } from 'node:path';

/** Paths that a message names. */
const mostNamed = 4;

/**
 * A file is stored under its own name, without its folders, so that several files of a tree may have the same.
 * @returns a sentence for each name of several files
 */
export function sameNames(paths: readonly string[]): string[] {
  const byName = new Map<string, string[]>();
  for (const path of paths) byName.set(basename(path), [...(byName.get(basename(path)) ?? []), path]);
  return [...byName].flatMap(([name, of]) => {
    if (of.length === 1) return [];
    const more = of.length > mostNamed ? `, and ${of.length - mostNamed} more` : '';
    return `${of.length} files are named ${name}: ${of.slice(0, mostNamed).join(', ')}${more}`;
  });
}
