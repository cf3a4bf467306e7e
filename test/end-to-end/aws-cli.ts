import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from '@jest/globals';
import { run, type Ran } from '../client/command/run-command.js';
import { system } from '../stack/system.js';

/** The AWS CLI that the CDK brings along for its own functions, as a layer. */
const layer = path.join(import.meta.dirname, '../../node_modules/@aws-cdk/asset-awscli-v1/lib/layer.zip');
const folder = mkdtempSync(path.join(tmpdir(), 'waybill-aws-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));
execFileSync(system.python, ['-m', 'zipfile', '-e', layer, folder]);

/** Runs a line of a shell, in which `aws` is the AWS CLI. @param credentials of an operator. @default root's */
export function shell(line: string, credentials = system.client.credentials): Promise<Ran> {
  const { accessKeyId, secretAccessKey } = credentials;
  const cli = path.join(folder, 'awscli');
  return run(['sh', '-ec', `aws() { "$PYTHON" "$CLI" "$@"; }\n${line}`], {
    PYTHON: system.python,
    CLI: path.join(cli, 'aws'),
    PYTHONPATH: cli,
    AWS_ENDPOINT_URL: system.awsEndpoint,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
  });
}
