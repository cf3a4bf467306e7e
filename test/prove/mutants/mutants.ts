import type { Policy, Statement } from '../iam/statement.js';
import { looserConditions } from './looser-conditions.js';
import { widerElements } from './wider-elements.js';

/** One mistake in the policies. */
export interface Mutant {
  readonly name: string;
  readonly original: Statement;
  /** What stands in its place; nothing where it is left out. */
  readonly changed: Statement | undefined;
}

/** One statement, changed; nothing where it was left out. */
export interface Change {
  readonly what: string;
  readonly statement?: Statement;
}

/** Each statement left out, and each of its elements left out, widened or loosened. */
export const mutantsOf = (policies: readonly Policy[]): Mutant[] =>
  policies.flatMap(({ title, statements }) =>
    statements.flatMap((original) =>
      changesOf(original).map(({ what, statement: changed }) => ({
        name: `${title}: ${original.sid}: ${what}`,
        original,
        changed,
      })),
    ),
  );

const changesOf = (statement: Statement): Change[] => {
  const changes: Change[] = [
    { what: 'left out' },
    ...widerElements(statement),
    ...looserConditions(statement),
  ];
  const unchanged = JSON.stringify(statement);
  return changes.filter((change) => JSON.stringify(change.statement) !== unchanged);
};
