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

/** Scores of folders, and below them each survivor by its place. */
export function* reportOf(results: readonly Result[]): Generator<string> {
  for (const file of new Set(results.map(({ mutant }) => mutant.file).sort())) {
    const ofFile = results.filter(({ mutant }) => mutant.file === file);
    yield scoreLine(scoreOf(file, ofFile));
    for (const { mutant, fate } of ofFile.filter((result) => !isKilled(result)))
      yield `  ${mutant.file}:${mutant.line} ${fate} ${mutant.kind}: ${mutant.replacement.replaceAll(/\s+/g, ' ').slice(0, 100)}`;
  }
}
