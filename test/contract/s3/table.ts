import type { EngineName } from './engines/engine.js';
import { groups } from './rows.js';

/** The results, for a terminal: a line for each row, a column for each engine; `=` for the same as S3. */
export function table(answers: ReadonlyMap<EngineName, ReadonlyMap<string, string>>): string {
  const names = [...answers.keys()];
  const lines = groups.flatMap(({ title, rows }) => [
    '',
    title,
    ...rows.map(({ name, answers: expected }) => {
      const cells = names.map((engine) => {
        const answer = answers.get(engine)?.get(name);
        return answer === undefined ? 'not run' : answer === expected ? '=' : answer;
      });
      return `  ${name.padEnd(20)} ${expected.padEnd(28)} ${cells.map((cell) => cell.padEnd(20)).join(' ')}`;
    }),
  ]);
  const counts = names.map((engine) => {
    const measured = answers.get(engine) ?? new Map<string, string>();
    const all = groups.flatMap(({ rows }) => rows);
    const same = all.filter(({ name, answers: expected }) => measured.get(name) === expected).length;
    return `${engine}: ${same} of ${measured.size} as S3`;
  });
  return [...lines, '', ...counts].join('\n');
}
