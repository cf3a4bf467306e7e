import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';

const root = join(import.meta.dirname, '../..');
const out = mkdtempSync(join(tmpdir(), 'waybill-app-'));
afterAll(() => rmSync(out, { recursive: true }));

/** Runs the app like the CDK CLI: with cdk.json, and the context in an environment variable. */
function synthesize(overrides: Record<string, string>, environment: Record<string, string> = {}) {
  const { app, context } = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')) as {
    app: string;
    context: object;
  };
  const { status, stderr } = spawnSync(app, {
    cwd: root,
    shell: true,
    encoding: 'utf8',
    env: {
      ...process.env,
      ...environment,
      CDK_OUTDIR: out,
      CDK_CONTEXT_JSON: JSON.stringify({ ...context, ...overrides }),
    },
  });
  return { status, stderr };
}

test('the app synthesizes without unacknowledged findings of cdk-nag, and has outputs', () => {
  expect(
    synthesize({
      allowedOrigins: 'https://app.example.com',
      malwareProtection: 'true',
      site: 'true',
      cdn: 'true',
    }),
  ).toEqual({
    status: 0,
    stderr: '',
  });
  const template = JSON.parse(readFileSync(join(out, 'Waybill.template.json'), 'utf8')) as {
    Outputs: object;
  };
  expect(Object.keys(template.Outputs).sort()).toEqual([
    'AnnounceFunctionName',
    'ApiUrl',
    'BucketName',
    'CdnUrl',
    'DeadLetterQueueUrl',
    'EventBusName',
    'SiteUrl',
    'SweepFunctionName',
    'TableName',
    'UserPoolClientId',
    'UserPoolId',
    'WebhookDeadLetterQueueUrl',
    'WebhookKeyArn',
    'WebhookQueueUrl',
  ]);
});

test('with its own issuer it has no output of a user pool', () => {
  const local = {
    stackName: 'Local',
    issuer: 'http://127.0.0.1:8080',
    audience: 'waybill',
    awsEndpoint: 'http://127.0.0.1:9000',
    storageEndpoint: 'http://127.0.0.1:9000',
    removalPolicy: 'destroy',
  };
  // CDK's template validation takes six seconds; the first test includes it.
  expect(synthesize(local, { CDK_VALIDATION: 'false' })).toEqual({ status: 0, stderr: '' });
  const template = JSON.parse(readFileSync(join(out, 'Local.template.json'), 'utf8')) as { Outputs: object };
  expect(Object.keys(template.Outputs)).not.toContain('UserPoolId');
});

test('a wrong value is one sentence, without a stack of calls', () => {
  expect(synthesize({ uploadUrlLife: '20min' })).toEqual({
    status: 1,
    stderr:
      'Waybill: uploadUrlLife: expected whole seconds, 60 to 900 (1 to 15 minutes), got "1200 seconds"\n',
  });
});
