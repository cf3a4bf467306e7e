import { createPrivateKey } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import { CloudFormationClient, ListStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteObjectTaggingCommand, S3Client } from '@aws-sdk/client-s3';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, expect, test } from '@jest/globals';
import { signCdnUrl } from '../../lambda/aws/signing/cdn/signed-url.js';
import { fileHeaders } from '../../lib/cdn/file-headers.js';
import type { Deployment } from '../../local/deployment/deployment.js';
import { deployWith, issueToken, system, update } from '../stack/system.js';
import { photo } from './fixture.js';
import { withToken, type Person, type ShownFile } from './person.js';

interface SignedRead {
  readonly url: string;
  readonly expiresAt: string;
}

const picture = photo();
let stack: Omit<Deployment, 'stop'>;
let cdnUrl: string;
let ada: Person;
let file: ShownFile;
let read: SignedRead;

beforeAll(async () => {
  stack = await deployWith('WaybillCdn', { cdn: 'true' });
  cdnUrl = stack.cdnUrl ?? '';
  ada = withToken('ada', await issueToken('ada'), stack.apiUrl);
  file = await ada.store(picture);
  read = await ada.ask<SignedRead>(`/files/${file.id}/url`);
});

const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

test('a read is of the edge, and ends when the answer says', async () => {
  const url = new URL(read.url);
  expect(url.origin).toBe(cdnUrl);
  expect(Number(url.searchParams.get('Expires')) * 1000).toBe(Date.parse(read.expiresAt));
  const response = await fetch(read.url);
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    ...fileHeaders,
    'content-type': picture.contentType,
    'content-disposition': expect.stringMatching(/^attachment; filename=/),
  });
  expect((await bytesOf(response)).equals(picture.bytes)).toBe(true);
});

test('by redirect, by HEAD, in parts, and in a batch too', async () => {
  const redirect = await ada.call(`/files/${file.id}/content`);
  expect(redirect.status).toBe(302);
  const part = await fetch(redirect.headers.get('location') ?? '', { headers: { range: 'bytes=10-19' } });
  expect([part.status, await bytesOf(part)]).toEqual([206, picture.bytes.subarray(10, 20)]);
  const head = await fetch(read.url, { method: 'HEAD' });
  expect([head.status, head.headers.get('content-length')]).toEqual([200, String(picture.bytes.length)]);
  const { items } = await ada.ask<{ items: SignedRead[] }>('/files/urls', {
    method: 'POST',
    body: { ids: [file.id] },
  });
  expect(items.map(({ url }) => new URL(url).origin)).toEqual([cdnUrl]);
});

test('of a link, whose page may send its form there', async () => {
  const link = await ada.ask<{ url: string }>(`/files/${file.id}/shares`, { method: 'POST', body: {} });
  const page = await fetch(link.url, { headers: { accept: 'text/html' } });
  expect(page.headers.get('content-security-policy')).toContain(`form-action 'self' ${cdnUrl}`);
  const visit = await fetch(link.url, { method: 'POST', redirect: 'manual' });
  expect([visit.status, new URL(visit.headers.get('location') ?? '').origin]).toEqual([303, cdnUrl]);
});

test('a URL that is changed is refused', async () => {
  for (const changed of [
    read.url.replace(/versionId=./, 'versionId=_'),
    read.url.replace(/image%2F\w+/, 'text%2Fhtml'),
    read.url.replace(/Expires=\d+/, 'Expires=4102444800'),
    `${read.url}&response-content-disposition=inline`,
  ]) {
    expect(changed).not.toBe(read.url);
    expect((await fetch(changed)).status).toBe(403);
  }
});

test('a good signature reads no version without the tag `clean`, and nothing without a version', async () => {
  const other = await ada.store(picture);
  const table = DynamoDBDocumentClient.from(new DynamoDBClient(system.client));
  const { Item } = await table.send(
    new GetCommand({ TableName: stack.table, Key: { pk: `FILE#${other.id}`, sk: 'FILE' } }),
  );
  const { key, version } = Item as { key: string; version: { versionId: string } };
  const { url } = await ada.ask<SignedRead>(`/files/${other.id}/url`);
  const keyPairId = new URL(url).searchParams.get('Key-Pair-Id') ?? '';
  const signed = async (query: Record<string, string>) => {
    const object = { origin: cdnUrl, key, query };
    return signCdnUrl(
      object,
      { until: new Date(Date.now() + 60_000) },
      { keyPairId, privateKey: await signingKey() },
    );
  };
  const pinned = await signed({ versionId: version.versionId });
  expect((await fetch(await signed({}))).status).toBe(403);
  expect((await fetch(pinned)).status).toBe(200);
  const s3 = new S3Client({ ...system.client, forcePathStyle: true });
  await s3.send(
    new DeleteObjectTaggingCommand({ Bucket: stack.bucket, Key: key, VersionId: version.versionId }),
  );
  // Not in the cache yet.
  const again = await signed({ versionId: version.versionId, 'response-content-type': 'image/png' });
  expect((await fetch(again)).status).toBe(403);
});

test('after a rotation URLs of both keys are valid, until the next one', async () => {
  const before = await ada.ask<SignedRead>(`/files/${file.id}/url`);
  const rotated = async (cdnKeyGeneration: string) => {
    const { apiUrl, cdnUrl: url = '' } = await update(stack.stackName, { cdn: 'true', cdnKeyGeneration });
    const person = withToken('ada', await issueToken('ada'), apiUrl);
    return { edge: url, read: await person.ask<SignedRead>(`/files/${file.id}/url`) };
  };
  // Each deployment here has an edge with an address of its own; on AWS, the host stays.
  const statusAt = async (edge: string, { url }: SignedRead) => {
    const { host, pathname, search } = new URL(url);
    const [response] = (await once(
      http.get(`${edge}${pathname}${search}`, { headers: { host } }),
      'response',
    )) as [http.IncomingMessage];
    response.resume();
    return response.statusCode;
  };
  const second = await rotated('2');
  expect(keyOf(second.read)).not.toBe(keyOf(before));
  expect(await statusAt(second.edge, second.read)).toBe(200);
  expect(await statusAt(second.edge, before)).toBe(200);
  const third = await rotated('3');
  expect(await statusAt(third.edge, third.read)).toBe(200);
  expect(await statusAt(third.edge, second.read)).toBe(200);
  expect(await statusAt(third.edge, before)).toBe(403);
});

const keyOf = ({ url }: SignedRead) => new URL(url).searchParams.get('Key-Pair-Id');

/** The private key of this stack. */
async function signingKey() {
  const cloudFormation = new CloudFormationClient(system.client);
  const { StackResourceSummaries = [] } = await cloudFormation.send(
    new ListStackResourcesCommand({ StackName: stack.stackName }),
  );
  const secret = StackResourceSummaries.find(({ LogicalResourceId }) =>
    LogicalResourceId?.startsWith('WaybillCdnKey1PrivateKey'),
  );
  const { SecretString = '' } = await new SecretsManagerClient(system.client).send(
    new GetSecretValueCommand({ SecretId: secret?.PhysicalResourceId }),
  );
  return createPrivateKey(SecretString);
}
