import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';

/** Fewer columns are treated as these: an id has 36. */
const fewestColumns = 40;

/** Columns of a terminal; `undefined` for a pipe or a file, whose lines are neither cut nor wrapped. */
export const columnsOf = (stream: NodeJS.WriteStream): number | undefined =>
  stream.isTTY ? Math.max(fewestColumns, stream.columns || 80) : undefined;

/** Columns that a text occupies: two for a wide character (UAX #11) or an emoji. */
export const widthOf = (text: string): number => stringWidth(text);

const characters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * Shortened to at most that many columns, with an ellipsis: in the middle of a name, whose end is its type, or at the
 * start of a path. (`cli-truncate` exceeds the columns where a wide character is cut.)
 */
export function cut(text: string, columns: number, position: 'start' | 'middle' = 'middle'): string {
  if (widthOf(text) <= columns) return text;
  const all = [...characters.segment(text)].map(({ segment }) => segment);
  const room = columns - 1;
  const end = firstWithin(all.toReversed(), position === 'start' ? room : Math.floor(room / 2)).reverse();
  const start = position === 'start' ? [] : firstWithin(all, room - widthOf(end.join('')));
  return [...start, '…', ...end].join('');
}

function firstWithin(all: readonly string[], columns: number): string[] {
  let width = 0;
  const end = all.findIndex((one) => (width += widthOf(one)) > columns);
  return all.slice(0, end < 0 ? all.length : end);
}

/** Padded to that many columns. */
export const padEnd = (text: string, columns: number): string =>
  text + ' '.repeat(Math.max(0, columns - widthOf(text)));

export const padStart = (text: string, columns: number): string =>
  ' '.repeat(Math.max(0, columns - widthOf(text))) + text;

/**
 * Wraps a line between words; what follows is indented like the text after its first column. A word that is longer
 * than a line, such as a URL, stays whole, so that it can be copied.
 */
export function wrap(line: string, columns: number | undefined): string {
  if (columns === undefined || widthOf(line) <= columns) return line;
  const [head = ''] = /^\s*(\S+( \S+)*? {2,})?/.exec(line) ?? [];
  const [label] = widthOf(head) <= columns / 2 ? [head] : (/^\s*/.exec(line) ?? ['']);
  const longest = line.split(/\s+/).reduce((width, word) => Math.max(width, widthOf(word)), 0);
  // It fits below its label, but not beside it.
  if (label.trim() && longest > columns - widthOf(label) && longest <= columns - 2)
    return `${label.trimEnd()}\n${wrap(`  ${line.slice(label.length)}`, columns)}`;
  const indent = ' '.repeat(widthOf(label));
  return label + wrapAnsi(line.slice(label.length), columns - indent.length).replaceAll('\n', `\n${indent}`);
}

/** The same for each line of a text. */
export const wrapText = (text: string, columns: number | undefined): string =>
  text
    .split('\n')
    .map((line) => wrap(line, columns))
    .join('\n');
