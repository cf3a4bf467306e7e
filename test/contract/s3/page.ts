import { readFileSync } from 'node:fs';
import path from 'node:path';
import { differences } from './differences.js';
import { engines } from './engines.js';
import type { Engine } from './engines/engine.js';
import { groups } from './rows.js';

export const pageFile = path.join(import.meta.dirname, '../../../docs/s3-engines.md');
const rows = groups.flatMap((group) => group.rows);
const others = engines.filter(({ name }) => name !== 'aws');

/** docs/s3-engines.md: the expectations of the suite for each engine. */
export function page(): string {
  const introduction = readFileSync(path.join(import.meta.dirname, 'introduction.md'), 'utf8').trim();
  const headings = ['What is sent', 'Amazon S3', ...others.map(({ title }) => title)];
  const tables = groups.map(({ title, rows }) => {
    const lines = rows.map(({ name, does, answers }) => {
      const cells = others.map((engine) => {
        const difference = differences[engine.name][name];
        return difference
          ? `**${cell(difference.answers)}** [${number(engine, name)}](#${anchor(engine)})`
          : 'same';
      });
      return `| ${[cell(does), cell(answers), ...cells].join(' | ')} |`;
    });
    return [
      `### ${title}`,
      '',
      `| ${headings.join(' | ')} |`,
      `|${' --- |'.repeat(headings.length)}`,
      ...lines,
    ].join('\n');
  });
  const counts = others.map((engine) => {
    const different = Object.keys(differences[engine.name]).length;
    return `- ${engine.title}: ${rows.length - different} of ${rows.length} like S3, ${different} different`;
  });
  return (
    [
      introduction,
      '## The table',
      counts.join('\n'),
      ...tables,
      '## Each difference',
      ...others.map(explained),
    ].join('\n\n') + '\n'
  );
}

function explained(engine: Engine): string {
  const items = rows.flatMap(({ name, does, answers }) => {
    const difference = differences[engine.name][name];
    if (!difference) return [];
    const said = `**${does}**: ${difference.answers}, not ${answers}.`;
    return [`${number(engine, name)}. ${said} ${difference.because}`];
  });
  return [`### ${engine.title}`, '', ...items].join('\n');
}

/** The number of a difference among its engine's, in the order of the rows. */
const number = (engine: Engine, name: string): number =>
  rows.filter((row) => differences[engine.name][row.name]).findIndex((row) => row.name === name) + 1;

/** As GitHub generates them from headings. */
const anchor = ({ title }: Engine): string =>
  title
    .toLowerCase()
    .replace(/[^\w -]/g, '')
    .replaceAll(' ', '-');

const cell = (text: string): string => text.replaceAll('|', '\\|');
