import { read } from './shell-blocks.js';

/** The text below a heading of a document, up to the next heading of its level or above. */
export function section(document: string, heading: string): string {
  const lines = read(document).split('\n');
  const start = lines.indexOf(heading);
  if (start < 0) throw new Error(`${document} has no heading "${heading}"`);
  const level = heading.indexOf(' ');
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => /^#+ /.test(line) && line.indexOf(' ') <= level);
  return rest.slice(0, end < 0 ? undefined : end).join('\n');
}

/** The items of a section's lists. */
export const items = (text: string): string[] =>
  [...text.matchAll(/^- (.*)$/gm)].map(([, item = '']) => item);

/** The rows of a section's table, without its head: cells as written. */
export const rows = (text: string): string[][] =>
  [...text.matchAll(/^\|(.*)\|$/gm)]
    .slice(2)
    .map(([, row = '']) => row.split('|').map((cell) => cell.trim()));

/** The text in backticks. */
export const quoted = (text: string): string[] =>
  [...text.matchAll(/`([^`\n]+)`/g)].map(([, words = '']) => words);
