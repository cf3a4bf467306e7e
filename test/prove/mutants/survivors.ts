import type { Promises } from '../deployment/configurations.js';
import type { Deployment } from '../deployment/deployment.js';
import { appliesTerm, decisions } from '../iam/decision.js';
import { assert, declare, implies, no, or } from '../iam/smt.js';
import { invariantsOf } from '../invariants/invariants.js';
import { poseQuestion } from '../proof.js';
import type { Solver } from '../solver.js';
import type { Mutant } from './mutants.js';

/**
 * Names of the mutants under which every invariant still holds. All are in one text, so that Z3 keeps what it learns: each
 * statement is a constant, equal to the statement as it is, or to one of its changes, by what is assumed.
 */
export async function survivorsOf(
  solver: Solver,
  promises: Promises,
  deployment: Deployment,
  mutants: readonly Mutant[],
): Promise<string[]> {
  const { policies, roleArns } = deployment;
  const statements = policies.flatMap((policy) => policy.statements);
  const changed = mutants.flatMap((mutant) => mutant.changed ?? []);
  const question = poseQuestion(promises, deployment, invariantsOf(promises), [
    ...policies,
    { kind: 'resource', title: 'mutants', statements: changed },
  ]);
  const { universe, principals, violations, preamble } = question;
  const constants = new Map(statements.map((statement, i) => [statement, `statement-${i}`]));
  const constantOf = (statement: (typeof statements)[number]) => constants.get(statement) ?? no;
  const applies = (statement: (typeof statements)[number]) => appliesTerm(universe, principals, statement);
  const ask = solver.ask(
    [
      preamble,
      ...[...constants].flatMap(([statement, constant]) => [
        declare(constant, 'Bool'),
        declare(`${constant}-as-it-is`, 'Bool'),
        assert(implies(`${constant}-as-it-is`, `(= ${constant} ${applies(statement)})`)),
      ]),
      ...mutants.flatMap(({ original, changed: other }, i) => [
        declare(`mutant-${i}`, 'Bool'),
        assert(implies(`mutant-${i}`, `(= ${constantOf(original)} ${other ? applies(other) : no})`)),
      ]),
      ...decisions(universe, principals, policies, roleArns, constantOf),
      assert(or(violations)),
    ].join('\n'),
  );
  const asItIs = (among: typeof statements) => among.map((one) => `${constantOf(one)}-as-it-is`);
  if (await ask(asItIs(statements))) throw new Error('an invariant does not hold without any mutant');
  const survivors: string[] = [];
  for (const [i, { name, original }] of mutants.entries()) {
    const others = statements.filter((statement) => statement !== original);
    if (!(await ask([...asItIs(others), `mutant-${i}`]))) survivors.push(name);
  }
  return survivors;
}
