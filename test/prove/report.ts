import { resourcesOf, synthesize } from '../lib/synthesize.js';
import type { Configuration } from './deployment/configurations.js';
import { readDeployment } from './deployment/deployment.js';
import { requestOf, shown } from './counterexample.js';
import { invariantsOf } from './invariants/invariants.js';
import { poseQuestion, violationsOf } from './proof.js';
import { Solver } from './solver.js';

/** @returns whether every invariant holds in every configuration */
export async function proveAll(
  configurations: readonly Configuration[],
  say: (line: string) => void,
): Promise<boolean> {
  const names = new Set<string>();
  let broken = 0;
  let milliseconds = 0;
  const solver = await Solver.start();
  for (const configuration of configurations) {
    const deployment = readDeployment(resourcesOf(synthesize(configuration.props)));
    const invariants = invariantsOf(configuration.promises);
    const started = performance.now();
    const question = poseQuestion(configuration.promises, deployment, invariants);
    const violations = await violationsOf(solver, question, deployment, deployment.policies);
    milliseconds += performance.now() - started;
    for (const { name } of invariants) names.add(name);
    for (const { invariant, model } of violations) {
      say(`${configuration.name}: ${invariant.name} does not hold. ${invariant.says}`);
      say(shown(requestOf(question, model)));
    }
    broken += violations.length;
    say(
      `${configuration.name}: ${invariants.length - violations.length} of ${invariants.length} invariants proven, ` +
        `of ${question.principals.length} kinds of principals, ${question.universe.action.classes.length} of actions ` +
        `and ${question.universe.resource.classes.length} of resources`,
    );
  }
  await solver.stop();
  say(`${names.size} invariants, ${broken} broken, ${(milliseconds / 1000).toFixed(1)} s after synthesis`);
  return broken === 0;
}
