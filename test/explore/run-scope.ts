/** One scope in a process of its own: its name and its bounds are the arguments, the result is a line of JSON. */
import { explore, type Bounds } from './explore.js';
import { readSteps, replaySteps } from './replay.js';
import { scopes } from './scopes.js';

const [name, bounds = '{}', steps] = process.argv.slice(2);
const scope = scopes.find((one) => one.name === name);
if (!scope)
  throw new Error(`there is no scope ${name ?? ''}; there are ${scopes.map((one) => one.name).join(', ')}`);
const result = steps
  ? await replaySteps(scope, readSteps(steps))
  : await explore(scope, JSON.parse(bounds) as Bounds);
process.stdout.write(`${JSON.stringify(result)}\n`);
