import { execFile } from 'node:child_process';
import path from 'node:path';
import { system } from '../stack/system.js';

/** How a command ended. */
export interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

const main = path.join(import.meta.dirname, '../../client/command/main.ts');

/** The command line, as an operator with AWS credentials of their own runs it. */
export function operator(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const { accessKeyId, secretAccessKey } = system.client.credentials;
  const env = {
    ...process.env,
    AWS_ENDPOINT_URL: system.awsEndpoint,
    AWS_REGION: system.region,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    ...environment,
  };
  return new Promise((resolve) => {
    execFile(process.execPath, ['--import', 'tsx', main, ...args], { env }, (error, stdout, stderr) => {
      resolve({ exitCode: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });
}
