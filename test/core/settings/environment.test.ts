import { describe, expect, test } from '@jest/globals';
import * as read from '../../../lambda/core/settings/environment.js';
import type { FunctionEnvironment } from '../../../lambda/core/settings/policy.js';
import { policy } from '../records.js';

const complete: Required<FunctionEnvironment> & { AWS_REGION: string } = {
  AWS_REGION: 'eu-west-1',
  BUCKET: 'bucket',
  TABLE: 'table',
  POLICY: JSON.stringify(policy),
  STORAGE_ENDPOINT: 'http://127.0.0.1:9000/s3',
  STORAGE_ADDRESSING: 'virtual',
  PUBLIC_URL: 'https://files.example.com',
  DEPLOYMENT: 'stack/Waybill',
  METRICS: 'alarms',
  CDN: '{"origin":"https://d1.cloudfront.net","keyPairId":"K1","privateKeyArn":"arn:key"}',
  READ_SIGNER_ROLE_ARN: 'role',
  READ_SIGNER_POLICY: 'policy',
  PART_SIGNER_ROLE_ARN: 'part role',
  PART_SIGNER_POLICY: 'part policy',
  VALIDATION_QUEUE_URL: 'validation queue',
  EVENT_BUS: 'bus',
  SWEEP: '{"uploadGraceSeconds":1,"orphanGraceSeconds":2}',
  PRESIGN_FUNCTION: 'presign',
  SWEEP_FUNCTION: 'sweep',
  WEBHOOKS: '{"endpoints":[]}',
  WEBHOOK_QUEUE_URL: 'webhook queue',
  WEBHOOK_KEY_ARN: 'key',
};
type Name = keyof typeof complete;

const without = (...names: Name[]) =>
  Object.fromEntries(Object.entries(complete).filter(([name]) => !names.some((one) => one === name)));

describe('a function’s environment', () => {
  test('says where bucket and table are, and what the deployment allows', () => {
    expect(read.environment(without('STORAGE_ENDPOINT'))).toEqual({
      bucket: 'bucket',
      table: 'table',
      region: 'eu-west-1',
      policy,
    });
  });

  test.each([
    [complete, 'virtual'],
    [{ ...complete, STORAGE_ADDRESSING: 'path' }, 'path'],
    [without('STORAGE_ADDRESSING'), 'path'],
  ])('may name another S3', (variables, addressing) => {
    const url = new URL('http://127.0.0.1:9000/s3');
    expect(read.environment(variables).storageEndpoint).toEqual({ url, addressing });
  });

  test.each([
    [read.readSignerOf, { roleArn: 'role', policy: 'policy' }],
    [read.partSignerOf, { roleArn: 'part role', policy: 'part policy' }],
    [read.publicUrlOf, 'https://files.example.com'],
    [read.validationQueueUrl, 'validation queue'],
    [read.eventBusArn, 'bus'],
    [read.sweepSettings, { uploadGraceSeconds: 1, orphanGraceSeconds: 2 }],
    [read.presignFunction, 'presign'],
    [read.sweepFunction, 'sweep'],
    [read.webhookQueueUrl, 'webhook queue'],
    [read.webhookKeyArn, 'key'],
    [read.webhookSettings, { endpoints: [] }],
  ])('holds what some functions need: %#', (reader, value) => {
    expect(reader(complete)).toEqual(value);
  });

  test('may lack what only some deployments have', () => {
    const variables = without('READ_SIGNER_ROLE_ARN', 'PART_SIGNER_ROLE_ARN', 'PUBLIC_URL');
    const readers = [read.readSignerOf, read.partSignerOf, read.publicUrlOf];
    expect(readers.map((reader) => reader(variables))).toEqual([undefined, undefined, undefined]);
  });

  test.each<[Name, (variables: Record<string, string>) => unknown]>([
    ['BUCKET', read.environment],
    ['TABLE', read.environment],
    ['AWS_REGION', read.environment],
    ['POLICY', read.environment],
    ['READ_SIGNER_POLICY', read.readSignerOf],
    ['PART_SIGNER_POLICY', read.partSignerOf],
    ['VALIDATION_QUEUE_URL', read.validationQueueUrl],
    ['EVENT_BUS', read.eventBusArn],
    ['SWEEP', read.sweepSettings],
    ['PRESIGN_FUNCTION', read.presignFunction],
    ['SWEEP_FUNCTION', read.sweepFunction],
    ['WEBHOOK_QUEUE_URL', read.webhookQueueUrl],
    ['WEBHOOK_KEY_ARN', read.webhookKeyArn],
    ['WEBHOOKS', read.webhookSettings],
  ])('without %s stops the function, and says so', (name, reader) => {
    const message = `environment variable ${name} is not set`;
    expect(() => reader(without(name))).toThrow(message);
    expect(() => reader({ ...complete, [name]: '' })).toThrow(message);
  });
});
