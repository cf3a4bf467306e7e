/**
 * Deploys a stack of its own into an AWS account, runs the suites that can run there, asks what only AWS can answer,
 * removes the stack, and writes a report: `npm run verify:aws -- --region REGION --profile PROFILE` (docs/verify-aws.md).
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { leftoversOf } from './leftovers.js';
import { readOptions, removalCommand, type VerifyOptions } from './options.js';
import { findOwnStack, removeOwnStack, stackName } from './own-stack.js';
import { leftoverLines, reportOf } from './report.js';
import { accountOf, clientOf, type AccountClient } from './target.js';
import { verify } from './verify.js';

const say = (line: string) => process.stdout.write(`${line}\n`);

/** @returns whether nothing is left */
async function removeEarlier(client: AccountClient): Promise<boolean> {
  const earlier = await findOwnStack(client);
  if (!earlier) {
    say(`there is no stack ${stackName}`);
    return true;
  }
  const held = await removeOwnStack(client, earlier);
  const leftovers = await leftoversOf(client, held);
  say(leftovers.length === 0 ? 'removed, and nothing is left' : 'removed, but for:');
  for (const line of leftoverLines(leftovers)) say(line);
  return leftovers.length === 0;
}

/** @returns whether every suite passed, and nothing is left */
async function main(options: VerifyOptions): Promise<boolean> {
  const client = await clientOf(options);
  const account = await accountOf(client);
  say(`account ${account}, region ${options.region}, stack ${stackName}; costs less than 0.20 USD`);
  if (options.remove) return removeEarlier(client);
  if (!client.endpoint && !(await hasBootstrap(client)))
    throw new Error(
      `the CDK needs its bucket and roles first: npx cdk bootstrap aws://${account}/${options.region}`,
    );
  const hint = `whatever ends this run early, this removes what it made: ${removalCommand(options)}`;
  say(hint);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      say(hint);
      process.exit(130);
    });
  if (await findOwnStack(client)) {
    say(`an earlier run has left its stack ${stackName}: it is removed first`);
    await removeEarlier(client);
  }
  const folder = await mkdtemp(path.join(tmpdir(), 'waybill-verify-'));
  try {
    const found = await verify(options, client, account, folder, say);
    await writeFile(options.report, reportOf(found));
    say(`the report is in ${options.report}`);
    return found.suites.every(({ failed }) => failed.length === 0) && found.leftovers.length === 0;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const hasBootstrap = async (client: AccountClient): Promise<boolean> =>
  findOwnStack(client, 'CDKToolkit').then(
    (found) => found !== undefined,
    // It is not ours, so it exists.
    () => true,
  );

try {
  process.exitCode = (await main(readOptions(process.argv.slice(2)))) ? 0 : 1;
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
