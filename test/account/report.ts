import { totalOf, type CostLine } from './costs.js';
import type { Leftover } from './leftovers.js';
import { notAsked, type Answer } from './questions.js';
import type { SuiteResult } from './run-suites.js';
import { engineSuites } from './suites.js';

/** Everything that one run found. */
export interface Findings {
  readonly account: string;
  readonly region: string;
  readonly isEngine: boolean;
  readonly seconds: number;
  readonly suites: readonly SuiteResult[];
  readonly answers: readonly Answer[];
  readonly costs: readonly CostLine[];
  readonly leftovers: readonly Leftover[];
}

/** In Markdown. */
export function reportOf(found: Findings): string {
  const where = found.isEngine ? 'a local engine' : `account ${found.account}, ${found.region}`;
  const row = (...cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
  return [
    `# Waybill in ${where}`,
    '',
    `A stack was deployed, tested and removed in ${found.seconds} seconds.`,
    '',
    '## Suites',
    '',
    row('suite', 'passed', 'failed'),
    row('---', '---', '---'),
    ...found.suites.map(({ name, passed, failed }) => row(name, passed, failed.length)),
    ...found.suites.flatMap(({ failed }) => failed.map((title) => `- failed: ${title}`)),
    '',
    'Not run, as each needs the local engine:',
    '',
    ...Object.entries(engineSuites).map(([name, why]) => `- ${name}: it ${why}`),
    '',
    '## Answers',
    '',
    row('question', 'answer', 'assumed'),
    row('---', '---', '---'),
    ...found.answers.map(({ question, answer, assumed }) => row(question, answer, assumed)),
    '',
    ...notAsked.map((line) => `Not asked: ${line}`),
    '',
    '## Costs',
    '',
    row('what', 'count', 'USD'),
    row('---', '---', '---'),
    ...found.costs.map(({ what, count, price }) => row(what, round(count), (count * price).toFixed(6))),
    row('together', '', totalOf(found.costs).toFixed(4)),
    '',
    '## Leftovers',
    '',
    ...(found.leftovers.length === 0 ? ['None.'] : leftoverLines(found.leftovers)),
    '',
  ].join('\n');
}

/** One line for each, with the command that removes it. */
export const leftoverLines = (leftovers: readonly Leftover[]): string[] =>
  leftovers.map(({ type, id, command }) => `- ${type} ${id}: \`${command}\``);

const round = (count: number) => (Number.isInteger(count) ? count : Number(count.toFixed(6)));
