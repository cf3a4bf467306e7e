import { LambdaClient } from '@aws-sdk/client-lambda';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { jest } from '@jest/globals';
import type { Deployment } from '../../local/deployment/deployment.js';
import type { TokenWishes } from '../../local/page/issuer.js';
import type { ControlRequests } from './control.js';
import { takeOver } from './handover.js';
import { listFunctions } from './listings.js';
import { readLogLines } from './log-lines.js';

// A deployment inside a test takes a while; a cold function half a second.
jest.setTimeout(120_000);

/** Addresses and names of the system under test, and root's credentials. */
export const system = takeOver();

/** A bearer token whose `sub` is exactly the subject. */
export function issueToken(subject: string, wishes: TokenWishes = {}): Promise<string> {
  return ask<string>('issueToken', { subject, wishes });
}

/**
 * A second stack in the same engine, with its own user pool.
 * @param context replaces that of an earlier deployment of this name. @default none
 */
export function deployWithCognito(
  stackName: string,
  context: Readonly<Record<string, string>> = {},
): Promise<Omit<Deployment, 'stop'>> {
  return ask<Omit<Deployment, 'stop'>>('deployWithCognito', { stackName, context });
}

/**
 * A second stack in the same engine, with the same issuer (unless the context has an `authorizer`) and more context. Tests
 * that name the same stack share it.
 */
export function deployWith(
  stackName: string,
  context: Readonly<Record<string, string>>,
): Promise<Omit<Deployment, 'stop'>> {
  return ask<Omit<Deployment, 'stop'>>('deployWith', { stackName, context });
}

/** Deploys a second stack of `deployWith` again: only for the file that alone uses it. */
export function update(
  stackName: string,
  context: Readonly<Record<string, string>>,
): Promise<Omit<Deployment, 'stop'>> {
  return ask<Omit<Deployment, 'stop'>>('update', { stackName, context });
}

/** Removes a second stack, as `cdk destroy` does. */
export async function destroy(stackName: string): Promise<void> {
  await ask<object>('destroy', { stackName });
}

export interface SessionCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** Credentials of the role of one of the deployed functions: the policies apply to them, unlike to root. */
export async function roleCredentials(functionName: string): Promise<SessionCredentials> {
  const { Role } = await deployedFunction(functionName);
  const { Credentials } = await new STSClient(system.client).send(
    new AssumeRoleCommand({ RoleArn: Role, RoleSessionName: functionName }),
  );
  const { AccessKeyId, SecretAccessKey, SessionToken } = Credentials ?? {};
  if (!AccessKeyId || !SecretAccessKey || !SessionToken)
    throw new Error(`no credentials for ${functionName}`);
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
}

/** A function of a stack (by its bucket; the first by default), by its service name: `presign`, `files`, `download` or `validate`. */
export async function deployedFunction(name: string, bucket = system.bucket) {
  const functions = await listFunctions(new LambdaClient(system.client));
  const found = functions.find(
    ({ Environment }) =>
      Environment?.Variables?.['POWERTOOLS_SERVICE_NAME'] === name &&
      Environment.Variables['BUCKET'] === bucket,
  );
  if (!found) throw new Error(`the stack has no function ${name}`);
  return found;
}

/** Every line of every log group: all functions and the gateway's access log, of all stacks. */
export const logLines = (): Promise<string[]> => readLogLines(system.client);

async function ask<T>(what: keyof ControlRequests, body: ControlRequests[typeof what]): Promise<T> {
  const answer = await fetch(`${system.controlUrl}/${what}`, { method: 'POST', body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(await answer.text());
  return (await answer.json()) as T;
}
