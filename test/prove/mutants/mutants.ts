import type { Policy, Statement } from '../iam/statement.js';
import { looserConditions } from './looser-conditions.js';
import { widerElements } from './wider-elements.js';

/** Policies with one mistake. */
export interface Mutant {
  readonly name: string;
  readonly policies: readonly Policy[];
}

/** One statement, changed; nothing where it was left out. */
export interface Change {
  readonly what: string;
  readonly statement?: Statement;
}

/** Each statement left out, and each of its elements left out, widened or loosened. */
export function mutantsOf(policies: readonly Policy[]): Mutant[] {
  return policies.flatMap((policy, at) =>
    policy.statements.flatMap((statement, index) =>
      changesOf(statement).map(({ what, statement: changed }) => {
        const statements = policy.statements.toSpliced(index, 1, ...(changed ? [changed] : []));
        return {
          name: `${policy.title}: ${statement.sid}: ${what}`,
          policies: policies.with(at, { ...policy, statements }),
        };
      }),
    ),
  );
}

const changesOf = (statement: Statement): Change[] => {
  const changes: Change[] = [
    { what: 'left out' },
    ...widerElements(statement),
    ...looserConditions(statement),
  ];
  const unchanged = JSON.stringify(statement);
  return changes.filter((change) => JSON.stringify(change.statement) !== unchanged);
};
