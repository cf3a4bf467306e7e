/**
 * `npm run prove:mutants`: puts one mistake at a time into the policies of a deployment with every option, and fails
 * unless an invariant finds each. It takes minutes.
 */
import { resourcesOf, synthesize } from '../../lib/synthesize.js';
import { configurations } from '../deployment/configurations.js';
import { readDeployment } from '../deployment/deployment.js';
import { Solver } from '../solver.js';
import { equivalent } from './equivalent.js';
import { mutantsOf } from './mutants.js';
import { survivorsOf } from './survivors.js';

const say = (line: string) => process.stdout.write(`${line}\n`);
const solver = await Solver.start();

let names: ReadonlySet<string> | undefined;
let tried = 0;
// Where everything is on, most is found; what is left is tried in the others, whose limits stand in another order.
for (const { promises, props } of configurations.toReversed()) {
  const deployment = readDeployment(resourcesOf(synthesize(props)));
  const mutants = mutantsOf(deployment.policies).filter(({ name }) => names?.has(name) ?? true);
  tried ||= mutants.length;
  const survivors: readonly string[] = await survivorsOf(solver, promises, deployment, mutants);
  const found = new Set(mutants.map(({ name }) => name).filter((name) => !survivors.includes(name)));
  names = new Set([...(names ?? survivors)].filter((name) => !found.has(name)));
}
const survivors = [...(names ?? [])];
const missed = survivors.filter((name) => !equivalent.some((one) => one.name.test(name)));
const unused = equivalent.filter((one) => !survivors.some((name) => one.name.test(name)));
for (const name of missed) say(`no invariant finds: ${name}`);
for (const { name } of unused) say(`no longer equivalent: ${name.source}`);
say(
  `${tried} mutants: ${tried - survivors.length} found, ${survivors.length - missed.length} equivalent, ` +
    `${missed.length} missed`,
);
await solver.stop();
process.exitCode = tried > 0 && missed.length + unused.length === 0 ? 0 : 1;
