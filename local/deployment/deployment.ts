import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Cdk } from './cdk.js';
import { applyDroppedSettings } from './dropped-settings.js';
import type { ClientSettings } from '../engine/engine.js';
import { startFront, type Front, type FrontTarget } from '../engine/front.js';
import { leaveOutRefused } from './refused-resources.js';
import { giveWebhookKey } from './webhook-key.js';

/** One stack in the engine. */
export interface Deployment {
  readonly stackName: string;
  /** Plain `http://127.0.0.1:<port>`: many clients do not resolve the gateway's own `*.localhost`. */
  readonly apiUrl: string;
  readonly bucket: string;
  readonly table: string;
  readonly userPoolId?: string;
  readonly clientId?: string;
  /** What the secrets of its webhook endpoints are derived from. */
  readonly webhookKey: string;
  /** Stops the front of its API. The stack stays. */
  stop(): Promise<void>;
}

export interface DeploymentOptions {
  readonly cdk: Cdk;
  readonly stackName: string;
  /** Where the app was synthesized to. */
  readonly output: string;
  readonly client: ClientSettings;
  /** Where the API will be reached. */
  readonly entrance: Entrance;
  /** Of the page, which the deployment allows. */
  readonly pageOrigin: string;
}

/** The front of an API. It listens before there is an API, so that the stack can be told its own address. */
export interface Entrance extends Front {
  /** Begins to forward. */
  open(to: FrontTarget): void;
}

export async function startEntrance(): Promise<Entrance> {
  let target: FrontTarget | undefined;
  const front = await startFront(() => target);
  return { ...front, open: (to) => void (target = to) };
}

/** Deploys a synthesized stack and opens the way to its API. */
export async function deploy({
  cdk,
  stackName,
  output,
  client,
  entrance,
  pageOrigin,
}: DeploymentOptions): Promise<Deployment> {
  const outputsFile = path.join(output, 'outputs.json');
  const templateFile = path.join(output, `${stackName}.template.json`);
  await leaveOutRefused(templateFile);
  await cdk.deploy(output, outputsFile);
  const outputs = readOutputs(await readFile(outputsFile, 'utf8'), stackName);
  const { host, port } = new URL(outputs.ApiUrl);
  const [apiId = ''] = host.split('.');
  const names = { apiId, table: outputs.TableName, bucket: outputs.BucketName };
  await applyDroppedSettings(templateFile, names, client);
  const webhookKey = await giveWebhookKey(outputs.WebhookKeyArn, client);
  // Named, the default stage changes nothing for the functions; without it the engine takes /health for itself.
  entrance.open({ port: Number(port), host, pathPrefix: '/$default', pageOrigin });
  return {
    stackName,
    apiUrl: entrance.url,
    bucket: outputs.BucketName,
    table: outputs.TableName,
    webhookKey,
    ...(outputs.UserPoolId && { userPoolId: outputs.UserPoolId }),
    ...(outputs.UserPoolClientId && { clientId: outputs.UserPoolClientId }),
    stop: () => entrance.stop(),
  };
}

interface Outputs {
  readonly ApiUrl: string;
  readonly BucketName: string;
  readonly TableName: string;
  readonly WebhookKeyArn: string;
  readonly UserPoolId?: string;
  readonly UserPoolClientId?: string;
}

/** @throws when the stack lacks an output that everything else rests on */
export function readOutputs(json: string, stackName: string): Outputs {
  const outputs = (JSON.parse(json) as Record<string, Partial<Outputs>>)[stackName] ?? {};
  const { ApiUrl, BucketName, TableName, WebhookKeyArn } = outputs;
  if (!ApiUrl || !BucketName || !TableName || !WebhookKeyArn) {
    throw new Error(`stack ${stackName} has no outputs ApiUrl, BucketName, TableName and WebhookKeyArn`);
  }
  return { ...outputs, ApiUrl, BucketName, TableName, WebhookKeyArn };
}
