/**
 * `npm run baseline`: stores what this code deploys as what its release deployed, for the releases after it. Refuses
 * what would cost deployments of the release before it a resource that holds something.
 */
import { configurationNames, currentOf, lossesOf, writeBaseline } from './baseline.js';

const current = configurationNames.map((name) => ({ name, template: currentOf(name) }));
const lost = current
  .map(({ name, template }) => ({ name, losses: lossesOf(name, template) }))
  .filter(({ losses }) => Object.keys(losses).length > 0);
if (lost.length > 0) {
  for (const { name, losses } of lost) process.stderr.write(`${name}: ${JSON.stringify(losses)}\n`);
  process.stderr.write(
    'An update would lose these: change the code so that it does not, or remove test/lib/updates/baseline/ for a major\n' +
      'version whose changelog says how to migrate.\n',
  );
  process.exitCode = 1;
} else for (const { name, template } of current) writeBaseline(name, template);
