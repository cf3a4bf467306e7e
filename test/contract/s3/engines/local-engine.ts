import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  IAMClient,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { cacheDirectory } from '../../../../local/process/cache-directory.js';
import {
  region,
  rootCredentials,
  startEngine,
  type Engine as LocalEngine,
} from '../../../../local/engine/engine.js';
import { startFront } from '../../../../local/engine/front.js';
import { prepareVenv } from '../../../../local/engine/python.js';
import type { Engine } from './engine.js';
import { serverFolder } from './server-process.js';

/** The engine of `npm start`, with the additions of `local/`, for a separate user: policies do not apply to root. */
export const localEngine: Engine = {
  name: 'local',
  title: 'local engine',
  async start() {
    const python = await prepareVenv(cacheDirectory);
    const directory = await serverFolder('local-engine');
    let running: LocalEngine | undefined = undefined;
    const front = await startFront(() => running);
    // No function runs in it.
    const nodeDirectory = path.dirname(process.execPath);
    const engine = await startEngine({ directory, python, nodeDirectory, endpoint: front.url });
    running = engine;
    const credentials = await userOf(front.url);
    return {
      access: { endpoint: new URL(front.url), region, credentials, administrator: rootCredentials },
      async stop() {
        await front.stop();
        await engine.stop();
        await rm(directory, { recursive: true, force: true });
      },
    };
  },
};

async function userOf(endpoint: string) {
  const iam = new IAMClient({ endpoint, region, credentials: rootCredentials });
  const UserName = 'waybill';
  await iam.send(new CreateUserCommand({ UserName }));
  const Statement = [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }];
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
  await iam.send(new PutUserPolicyCommand({ UserName, PolicyName: 'storage', PolicyDocument }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
  const { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey } = AccessKey ?? {};
  if (!accessKeyId || !secretAccessKey) throw new Error('the local engine gave no access key');
  return { accessKeyId, secretAccessKey };
}
