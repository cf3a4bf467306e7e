/**
 * `npm run prove:mutants`: puts one mistake at a time into the policies of a deployment with every option, and fails
 * unless an invariant finds each. It takes minutes.
 */
import { resourcesOf, synthesize } from '../../lib/synthesize.js';
import { configurations } from '../deployment/configurations.js';
import { readDeployment } from '../deployment/deployment.js';
import { invariantsOf } from '../invariants/invariants.js';
import { poseQuestion } from '../proof.js';
import { areKept } from '../proof.js';
import { Solver } from '../solver.js';
import { equivalent } from './equivalent.js';
import { mutantsOf } from './mutants.js';

const say = (line: string) => process.stdout.write(`${line}\n`);
const configuration = configurations.at(-1);
if (!configuration) throw new Error('there is no configuration');
const deployment = readDeployment(resourcesOf(synthesize(configuration.props)));
const mutants = mutantsOf(deployment.policies);
const question = poseQuestion(
  configuration.promises,
  deployment,
  invariantsOf(configuration.promises),
  mutants.flatMap(({ policies }) => policies),
);
const solver = await Solver.start();
const survivors: string[] = [];
for (const { name, policies } of mutants) {
  if (await areKept(solver, question, deployment, policies)) survivors.push(name);
}
const missed = survivors.filter((name) => !(name in equivalent));
const caughtAfterAll = Object.keys(equivalent).filter((name) => !survivors.includes(name));
for (const name of missed) say(`not found: ${name}`);
for (const name of caughtAfterAll) say(`not equivalent: ${name}`);
say(
  `${mutants.length} mutants: ${mutants.length - survivors.length} found, ` +
    `${survivors.length - missed.length} equivalent, ${missed.length} missed`,
);
process.exit(missed.length + caughtAfterAll.length === 0 ? 0 : 1);
