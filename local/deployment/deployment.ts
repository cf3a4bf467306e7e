import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Cdk } from './cdk.js';
import { applyDroppedSettings } from './dropped-settings.js';
import { region, type ClientSettings } from '../engine/engine.js';
import { startFront, type Front, type FrontTarget } from '../engine/front.js';
import type { Edge } from '../edge/edge.js';
import { originReads } from '../edge/origin-reads.js';
import { deployedApi } from './deployed-api.js';
import { giveSigningKeys, signingKeyIds } from './signing-keys.js';
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
  /** The key from which the secrets of its webhook endpoints are derived. */
  readonly webhookKey: string;
  /** Base URL of signed reads, with `cdn`. */
  readonly cdnUrl?: string;
  /** Stops the proxy of its API. The stack stays. */
  stop(): Promise<void>;
}

export interface DeploymentOptions {
  readonly cdk: Cdk;
  readonly stackName: string;
  /** The folder of the synthesized app. */
  readonly output: string;
  readonly client: ClientSettings;
  /** Base URL of the API. */
  readonly entrance: Entrance;
  /** The page's origin, which the deployment allows. */
  readonly pageOrigin: string;
  /** In the place of CloudFront, with `cdn`. */
  readonly edge?: Edge | undefined;
}

/** The proxy of an API. It listens before the API exists, so that its address can be passed to the stack. */
export interface Entrance extends Front {
  /** Starts to forward. */
  open(to: FrontTarget): void;
}

export async function startEntrance(): Promise<Entrance> {
  let target: FrontTarget | undefined;
  const front = await startFront(() => target);
  return { ...front, open: (to) => void (target = to) };
}

/** Deploys a synthesized stack and starts to forward to its API. */
export async function deploy({
  cdk,
  stackName,
  output,
  client,
  entrance,
  pageOrigin,
  edge,
}: DeploymentOptions): Promise<Deployment> {
  const outputsFile = path.join(output, 'outputs.json');
  const templateFile = path.join(output, `${stackName}.template.json`);
  const keyIds = await signingKeyIds(templateFile);
  await leaveOutRefused(templateFile);
  await cdk.deploy(output, outputsFile);
  const outputs = readOutputs(await readFile(outputsFile, 'utf8'), stackName);
  const { apiId, url } = await deployedApi(stackName, client);
  const names = { apiId, table: outputs.TableName, bucket: outputs.BucketName };
  await applyDroppedSettings(templateFile, names, client);
  const webhookKey = await giveWebhookKey(outputs.WebhookKeyArn, client);
  if (edge) {
    const keys = await giveSigningKeys(stackName, keyIds, client);
    edge.open({ keys, read: originReads(outputs.BucketName, client, region) });
  }
  // The name of the default stage does not matter to the functions; without it the engine handles /health itself.
  entrance.open({
    ...{ port: Number(url.port), host: url.host, pathPrefix: '/$default', pageOrigin },
    // API Gateway developer guide, "Quotas for HTTP APIs": the payload size. The engine has no limit.
    maxBodyBytes: 10 * 1024 * 1024,
  });
  return {
    stackName,
    apiUrl: entrance.url,
    bucket: outputs.BucketName,
    table: outputs.TableName,
    webhookKey,
    ...(edge && { cdnUrl: edge.url }),
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

/** @throws if the stack lacks a required output */
export function readOutputs(json: string, stackName: string): Outputs {
  const outputs = (JSON.parse(json) as Record<string, Partial<Outputs>>)[stackName] ?? {};
  const { ApiUrl, BucketName, TableName, WebhookKeyArn } = outputs;
  if (!ApiUrl || !BucketName || !TableName || !WebhookKeyArn) {
    throw new Error(`stack ${stackName} has no outputs ApiUrl, BucketName, TableName and WebhookKeyArn`);
  }
  return { ...outputs, ApiUrl, BucketName, TableName, WebhookKeyArn };
}
