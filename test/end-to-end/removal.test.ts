import { readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStacksCommand,
  paginateListStackResources,
} from '@aws-sdk/client-cloudformation';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, test } from '@jest/globals';
import type { Leftover } from '../../client/command/leftovers/leftover.js';
import { deployWithCognito, destroy, system } from '../stack/system.js';
import { administrator, type Credentials } from './administrator.js';
import { shell } from './aws-cli.js';
import { operator } from './operator.js';
import { storeAs } from './signed.js';
import { until } from './until.js';

/*
 * What the local engine cannot take of a stack with everything on, and what is left out for it:
 * - GuardDuty's plan and the looks of Cognito's sign-in: its CloudFormation refuses both.
 * - The functions that copy the page and empty its bucket: they need layers and the AWS SDK, which the engine's Lambda
 *   does not have. Without the page, its bucket is empty.
 * - `warmThroughput`: it replaces the table for it, which CloudFormation does not.
 * - Certificates are not verified, names are in no DNS, keys encrypt nothing.
 */
const stack = 'Everything';
const arn = (service: string, name: string, region = system.region) =>
  `arn:aws:${service}:${region}:000000000000:${name}`;
const key = (digit: number) => arn('kms', `key/${digit}1234567-89ab-cdef-0123-456789abcdef`);
const certificate = 'certificate/01234567-89ab-cdef-0123-456789abcdef';
const everythingOn = (zoneId: string) => ({
  removalPolicy: 'retain',
  site: 'true',
  cdn: 'true',
  siteDomainName: 'app.example.com',
  siteCertificate: arn('acm', certificate, 'us-east-1'),
  domainName: 'files.example.com',
  certificate: arn('acm', certificate),
  hostedZone: JSON.stringify({ id: zoneId, name: 'example.com' }),
  encryptionKey: key(0),
  formerEncryptionKeys: key(1),
  malwareProtection: 'true',
  onFinding: 'hold',
  partUrlLife: '1h',
  readUrlLife: '1h',
  retention: '365d',
  announceReads: 'true',
  webhooks: 'https://hooks.example.com/files',
  breakGlassRoleArns: 'arn:aws:iam::000000000000:role/BreakGlass',
  alarmTopic: arn('sns', 'on-call'),
});
const everythingOff = { removalPolicy: 'retain', cdn: 'false', metrics: 'false', tracing: 'false' };

const cloudFormation = new CloudFormationClient(system.client);

async function resourcesOf(type: string): Promise<string[]> {
  const ids: string[] = [];
  const pages = paginateListStackResources({ client: cloudFormation }, { StackName: stack });
  for await (const { StackResourceSummaries: found = [] } of pages)
    for (const one of found) if (one.ResourceType === type) ids.push(one.PhysicalResourceId ?? '');
  return ids;
}

/** What `waybill leftovers` says of a stack. */
async function leftoversOf(name: string): Promise<Leftover[]> {
  const { exitCode, stdout, stderr } = await operator(['leftovers', name, '--json']);
  const found = stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Leftover);
  expect({ exitCode, stderr }).toEqual({ exitCode: found.length > 0 ? 1 : 0, stderr: expect.any(String) });
  return found;
}

const summaryOf = (leftovers: readonly Leftover[]) =>
  leftovers.map(({ deployment, kind, count }) => `${deployment} ${kind} ${String(count)}`).sort();

async function runEach(leftovers: readonly Leftover[], admin: Credentials): Promise<void> {
  for (const line of leftovers.flatMap(({ remove }) => remove))
    expect({ line, ...(await shell(line, admin)) }).toMatchObject({ line, exitCode: 0 });
}

describe('a stack with everything on', () => {
  let bucket: string;
  let table: string;

  test('is deployed', async () => {
    const { stdout } = await shell(
      'aws route53 create-hosted-zone --name example.com --caller-reference removal --query HostedZone.Id --output text --region us-east-1',
    );
    const deployment = await deployWithCognito(
      stack,
      everythingOn(stdout.trim().replace('/hostedzone/', '')),
    );
    ({ bucket, table } = deployment);
    expect(await resourcesOf('AWS::CloudFront::Distribution')).toHaveLength(2);
    expect(await leftoversOf(stack)).toEqual([]);
    const s3 = new S3Client({ ...system.client, forcePathStyle: true });
    for (const Key of ['files/ab/one', 'files/cd/two', 'files/cd/two'])
      await s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body: 'text' }));
  }, 600_000);

  test('keeps bucket, table and pool when everything is turned off', async () => {
    const [pool] = await resourcesOf('AWS::Cognito::UserPool');
    const off = await deployWithCognito(stack, everythingOff);
    expect(off).toMatchObject({ bucket, table, userPoolId: pool });
    expect(await resourcesOf('AWS::CloudFront::Distribution')).toEqual([]);
    expect(await leftoversOf(stack)).toEqual([]);
  }, 600_000);

  test('leaves what holds something when it is destroyed, and the commands that remove it', async () => {
    await destroy(stack);
    const leftovers = await leftoversOf(stack);
    expect(summaryOf(leftovers)).toEqual([
      'Everything/Waybill bucket 3',
      'Everything/Waybill secret null',
      'Everything/Waybill table 0',
      'Everything/Waybill user-pool 0',
    ]);
    // The files that stay have their guards: nobody reads what was never verified, nor adds to it.
    const admin = await administrator();
    const store = storeAs(admin);
    const denied = { $metadata: { httpStatusCode: 403 } };
    const unverified = { Bucket: bucket, Key: 'files/ab/one' };
    await expect(store.send(new GetObjectCommand(unverified))).rejects.toMatchObject(denied);
    await expect(store.send(new PutObjectCommand({ ...unverified, Body: 'other' }))).rejects.toMatchObject(
      denied,
    );
    await runEach(leftovers, admin);
    expect(await leftoversOf(stack)).toEqual([]);
  }, 600_000);
});

test('a first deployment that fails leaves an empty set, which is found too', async () => {
  const failed = 'Failed';
  const file = path.join(system.directory, `cdk.out-${stack}`, `${stack}.template.json`);
  const template = JSON.parse(
    (await readFile(file, 'utf8')).replaceAll(`${stack}/Waybill`, `${failed}/Waybill`),
  ) as { Resources: Record<string, object> };
  const retained = Object.entries(template.Resources).filter(
    ([, one]) => 'DeletionPolicy' in one && one.DeletionPolicy === 'Retain',
  );
  const record = {
    Type: 'AWS::Route53::RecordSet',
    // Created last; no zone has this id.
    DependsOn: retained.map(([id]) => id),
    Properties: {
      HostedZoneId: 'Z0',
      Name: 'x.example.org.',
      Type: 'CNAME',
      TTL: '60',
      ResourceRecords: ['x'],
    },
  };
  const Resources = { ...Object.fromEntries(retained), Record: record };
  await cloudFormation.send(
    new CreateStackCommand({
      StackName: failed,
      TemplateBody: JSON.stringify({ Resources }),
    }),
  );
  await until('the failed deployment is rolled back', async () => {
    const { Stacks = [] } = await cloudFormation.send(new DescribeStacksCommand({ StackName: failed }));
    return Stacks[0]?.StackStatus === 'ROLLBACK_COMPLETE' || undefined;
  });
  expect(summaryOf(await leftoversOf(failed))).toEqual([
    'Failed/Waybill bucket 0',
    'Failed/Waybill secret null',
    'Failed/Waybill table 0',
    'Failed/Waybill user-pool 0',
  ]);
}, 300_000);

test('nothing is left of a stack with `removalPolicy: destroy` and no files', async () => {
  await deployWithCognito('Emptied', { removalPolicy: 'destroy' });
  await destroy('Emptied');
  expect(await leftoversOf('Emptied')).toEqual([]);
}, 300_000);
