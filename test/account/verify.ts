import { cacheDirectory } from '../../local/process/cache-directory.js';
import { prepareVenv } from '../../local/engine/python.js';
import { startControl } from '../stack/control.js';
import { handOver } from '../stack/handover.js';
import { CognitoPeople } from './cognito-people.js';
import { costsOf, type CostLine } from './costs.js';
import { leftoversOf, type Leftover } from './leftovers.js';
import type { VerifyOptions } from './options.js';
import { findOwnStack, removeOwnStack, resourcesOf, stackName } from './own-stack.js';
import { askAll, type Answer } from './questions.js';
import type { Findings } from './report.js';
import { runContract, runEndToEnd, type SuiteResult } from './run-suites.js';
import { deployTo, type AccountClient, type Deployed } from './target.js';

/** What is found while the stack is there. */
interface Tested {
  readonly suites: readonly SuiteResult[];
  readonly answers: readonly Answer[];
  readonly costs: readonly CostLine[];
}

/** The whole run. The stack is removed also if it could not be deployed or tested. */
export async function verify(
  options: VerifyOptions,
  client: AccountClient,
  account: string,
  folder: string,
  say: (line: string) => void,
): Promise<Findings> {
  const started = Date.now();
  let tested: Tested;
  let leftovers: readonly Leftover[];
  try {
    say('deploying; in an account this takes some minutes');
    const deployed = await deployTo(client, folder);
    try {
      tested = await test(options, client, deployed, folder, say);
    } finally {
      await deployed.stop();
    }
  } finally {
    say('removing the stack');
    leftovers = await removeAll(client);
  }
  const seconds = Math.round((Date.now() - started) / 1000);
  const isEngine = client.endpoint !== undefined;
  return { account, region: client.region, isEngine, seconds, leftovers, ...tested };
}

async function removeAll(client: AccountClient): Promise<readonly Leftover[]> {
  const stack = await findOwnStack(client);
  return stack ? leftoversOf(client, await removeOwnStack(client, stack)) : [];
}

async function test(
  { suites: wanted, profile }: VerifyOptions,
  client: AccountClient,
  deployed: Deployed,
  folder: string,
  say: (line: string) => void,
): Promise<Tested> {
  const people = new CognitoPeople(client, deployed);
  const refuse = () => Promise.reject(new Error('a run in an account deploys one stack only'));
  const control = await startControl({
    issueToken: async (subject, { groups = [] } = {}) => people.issueToken(subject, groups),
    ...{ deployWith: refuse, deployWithCognito: refuse, destroy: refuse },
  });
  try {
    const python = await prepareVenv(cacheDirectory);
    const { region, endpoint = '' } = client;
    const { apiUrl, bucket, table } = deployed;
    handOver({
      ...{ apiUrl, bucket, table, region, stackName, python, directory: folder, controlUrl: control.url },
      client,
      ...{ awsEndpoint: endpoint, s3Endpoint: endpoint, pageUrl: '', issuerUrl: '', enginePort: 0 },
    });
    say('running the end-to-end suites');
    const suites = await runEndToEnd(wanted, folder);
    if (endpoint || !profile)
      say(
        `the contract suite is not run: ${endpoint ? 'it starts engines of its own, npm run test:contract' : 'it needs --profile'}`,
      );
    else suites.push(...(await runContract(profile, region, folder)));
    say('asking what only the service can answer');
    const tokens = [await people.issueToken('asker'), await people.issueToken('other asker')] as const;
    const answers = await askAll({ client, deployed, tokens });
    const stack = await findOwnStack(client);
    const resources = stack ? await resourcesOf(client, stack) : [];
    return { suites, answers, costs: await costsOf(client, deployed, resources) };
  } finally {
    await control.stop();
  }
}
