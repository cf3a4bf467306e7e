import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { readOutputs, startEntrance, type Entrance } from '../../local/deployment/deployment.js';
import { applyDroppedSettings } from '../../local/deployment/dropped-settings.js';
import { giveWebhookKey } from '../../local/deployment/webhook-key.js';
import { rootCredentials, type ClientSettings } from '../../local/engine/engine.js';
import { run } from '../../local/process/command.js';
import type { VerifyOptions } from './options.js';
import { mark, stackName } from './own-stack.js';

/** Settings of AWS clients: of an account, or of an engine. */
export interface AccountClient extends Omit<ClientSettings, 'endpoint'> {
  /** Undefined: AWS's own. */
  readonly endpoint?: string;
}

/** The deployed stack. */
export interface Deployed {
  readonly apiUrl: string;
  readonly bucket: string;
  readonly table: string;
  readonly userPoolId: string;
  readonly clientId: string;
  stop(): Promise<void>;
}

/** The credentials of the options, as they are at the start. */
export async function clientOf({ region, profile, endpoint }: VerifyOptions): Promise<AccountClient> {
  if (endpoint) return { region, endpoint, credentials: rootCredentials };
  const { config } = new STSClient({ region, ...(profile && { profile }) });
  const { accessKeyId, secretAccessKey, sessionToken } = await config.credentials();
  return { region, credentials: { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) } };
}

export async function accountOf(client: AccountClient): Promise<string> {
  const { Account = 'unknown' } = await new STSClient(client).send(new GetCallerIdentityCommand({}));
  return Account;
}

/** Deploys the app with the CDK CLI: defaults, with Cognito, and with nothing that outlives the stack. */
export async function deployTo(client: AccountClient, folder: string): Promise<Deployed> {
  const entrance = client.endpoint ? await startEntrance() : undefined;
  const context = {
    ...settings,
    ...(client.endpoint && entrance && engineSettings(client.endpoint, entrance)),
  };
  const output = path.join(folder, 'cdk.out');
  const outputsFile = path.join(folder, 'outputs.json');
  const cdk = (args: readonly string[]) =>
    run('node_modules/.bin/cdk', [...args, '--no-notices', '--ci'], {
      env: environmentOf(client),
      logFile: path.join(folder, 'cdk.log'),
    });
  try {
    await cdk(['synth', '--quiet', '-o', output, '--build', 'true', ...contextArguments(context)]);
    await cdk([
      ...['deploy', stackName, '--app', output, '--build', 'true', '--outputs-file', outputsFile],
      ...['--require-approval', 'never', '--tags', `${mark.Key}=${mark.Value}`],
      ...(client.endpoint ? ['--method', 'direct'] : []),
    ]);
    const outputs = readOutputs(await readFile(outputsFile, 'utf8'), stackName);
    const {
      UserPoolId: userPoolId = '',
      UserPoolClientId: clientId = '',
      BucketName: bucket,
      TableName: table,
    } = outputs;
    if (client.endpoint && entrance) await openEngine(client.endpoint, client, output, outputs, entrance);
    const apiUrl = entrance ? entrance.url : outputs.ApiUrl.replace(/\/$/, '');
    return { apiUrl, bucket, table, userPoolId, clientId, stop: async () => entrance?.stop() };
  } catch (error) {
    await entrance?.stop();
    throw error;
  }
}

const settings = { stackName, removalPolicy: 'destroy', allowedOrigins: 'https://waybill-verify.invalid' };

/** As `npm start` sets them for the engine. */
const engineSettings = (endpoint: string, entrance: Entrance) => ({
  ...{ storageEndpoint: endpoint, awsEndpoint: endpoint, publicUrl: entrance.url },
  ...{ validationConcurrency: '50', webhookConcurrency: '50', allowLoopbackWebhooks: 'true' },
});

async function openEngine(
  endpoint: string,
  { region, credentials }: AccountClient,
  output: string,
  { ApiUrl, BucketName: bucket, TableName: table, WebhookKeyArn }: ReturnType<typeof readOutputs>,
  entrance: Entrance,
): Promise<void> {
  const client = { endpoint, region, credentials };
  const { host, port } = new URL(ApiUrl);
  const [apiId = ''] = host.split('.');
  await applyDroppedSettings(
    path.join(output, `${stackName}.template.json`),
    { apiId, bucket, table },
    client,
  );
  await giveWebhookKey(WebhookKeyArn, client);
  entrance.open({ port: Number(port), host, pathPrefix: '/$default', pageOrigin: settings.allowedOrigins });
}

function environmentOf({ region, endpoint, credentials }: AccountClient): NodeJS.ProcessEnv {
  // A profile of the user must not stand beside the credentials that were chosen.
  const kept = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(AWS|CDK)_/.test(name)));
  return {
    ...kept,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    ...('sessionToken' in credentials && { AWS_SESSION_TOKEN: String(credentials.sessionToken) }),
    AWS_REGION: region,
    ...(endpoint && { AWS_ENDPOINT_URL: endpoint, CDK_VALIDATION: 'false' }),
    CDK_DISABLE_CLI_TELEMETRY: 'true',
  };
}

const contextArguments = (context: Readonly<Record<string, string>>): string[] =>
  Object.entries(context).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
