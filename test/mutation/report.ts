import type { Result } from './try-area.js';

export interface Score {
  readonly name: string;
  readonly mutants: number;
  readonly killed: number;
}

const isKilled = ({ fate }: Result): boolean => fate === 'killed' || fate === 'endless';

export const scoreOf = (name: string, results: readonly Result[]): Score => ({
  name,
  mutants: results.length,
  killed: results.filter(isKilled).length,
});

export const percentOf = ({ killed, mutants }: Score): number => (100 * killed) / mutants;

export const scoreLine = (score: Score): string =>
  `${score.name.padEnd(40)} ${percentOf(score).toFixed(1).padStart(5)} %  ${score.killed} of ${score.mutants}`;

/** The score of a file, and below it each survivor by its place. */
export function* reportOf(results: readonly Result[]): Generator<string> {
  yield scoreLine(scoreOf(results[0]?.mutant.file ?? '', results));
  const survivors = results.filter((result) => !isKilled(result));
  for (const { mutant, fate } of survivors.sort((one, other) => one.mutant.line - other.mutant.line))
    yield `  ${mutant.file}:${mutant.line} ${fate} ${mutant.kind}: ${mutant.replacement.replaceAll(/\s+/g, ' ').slice(0, 100)}`;
}
