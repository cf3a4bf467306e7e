import { rows, section } from './page.js';

/** A phrase that a reader does not search for, and the field's terms for it. */
export interface AvoidedPhrase {
  readonly phrase: string;
  readonly instead: string;
}

/** CONTRIBUTING.md, "Words to avoid". */
export const avoidedPhrases: readonly AvoidedPhrase[] = rows(
  section('CONTRIBUTING.md', '### Words to avoid'),
).flatMap(([phrases = '', instead = '']) => phrases.split(', ').map((phrase) => ({ phrase, instead })));

/** The avoided phrases in a file, each with its line number, counted from 1. */
export function avoidedIn(file: string, text: string): (AvoidedPhrase & { line: number })[] {
  const prose = unquoted(file.endsWith('.md') ? proseOfMarkdown(text) : proseOfCode(file, text));
  return avoidedPhrases.flatMap((avoided) =>
    [...prose.matchAll(pattern(avoided.phrase))].map(({ index }) => ({
      ...avoided,
      line: prose.slice(0, index).split('\n').length,
    })),
  );
}

/** Whole words, also across the lines of a comment. */
const pattern = (phrase: string): RegExp =>
  new RegExp(`(?<![\\w-])${phrase.replaceAll(' ', '[\\s*/#]+')}(?![\\w-])`, 'gi');

/** Quotations, code and terms of others, with their line feeds kept. */
const unquoted = (prose: string): string =>
  prose.replace(/`[^`\n]*`|"[^"]*"|“[^”]*”|‘[^’\n]*’|<[^<>\n]*>/g, blanked);

const blanked = (text: string): string => text.replace(/[^\n]/g, ' ');

/** Without code blocks, and without the table that lists the phrases. */
const proseOfMarkdown = (text: string): string =>
  text
    .replace(/^```[^]*?^```$/gm, blanked)
    .replace(/^### Words to avoid$[^]*?(?=^#|$(?![^]))/gm, blanked)
    .replace(/\]\([^)\n]*\)/g, blanked);

/** Comments and, in tests, the names of tests; everything else is blank. */
function proseOfCode(file: string, text: string): string {
  const kept = blanked(text).split('');
  const keep = (found: string, from: number) => {
    for (let at = 0; at < found.length; at++) kept[from + at] = found[at] ?? ' ';
  };
  const tokens = file.endsWith('.py') ? pythonTokens : typescriptTokens;
  for (const { groups, index } of text.matchAll(tokens)) keep(groups?.['comment'] ?? '', index);
  if (file.includes('.test.')) for (const { 0: name, index } of text.matchAll(testNames)) keep(name, index);
  return kept.join('');
}

/** Strings, so that a comment in one is none, and comments. */
const typescriptTokens =
  /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|(?<comment>(?<![:\\])\/\/ .*|\/\*[^]*?\*\/)/g;
const pythonTokens = /'(?:\\.|[^'\\\n])*'|(?<comment>"""[^]*?"""|# .*)|"(?:\\.|[^"\\\n])*"/g;

/** A string of several words that a function follows. */
const testNames = /(?<=(?<=^|[\s(])(['`]))(?=\S+ )(?:(?!\1)[^\n])+(?=\1,\s*(?:async\s*)?(?:\(|\w+ =>))/gm;
