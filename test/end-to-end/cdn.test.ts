import { createPrivateKey } from 'node:crypto';
import http from 'node:http';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteObjectTaggingCommand, S3Client } from '@aws-sdk/client-s3';
import {
  GetSecretValueCommand,
  ListSecretsCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { signCdnUrl } from '../../lambda/aws/signing/cdn/signed-url.js';
import { fileHeaders } from '../../lib/cdn/file-headers.js';
import type { Deployment } from '../../local/deployment/deployment.js';
import { deployWith, issueToken, system } from '../stack/system.js';
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
  stack = await deployWith('WaybillCdn', { cdn: 'true', bindReads: 'true' });
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

describe('a session', () => {
  interface Session {
    readonly expiresAt: string;
    readonly cookies: Readonly<Record<string, string>>;
    readonly items: SignedRead[];
  }
  const open = (who: Person, ids?: readonly string[]) =>
    who.call('/cdn/session', { method: 'POST', ...(ids && { body: { ids } }) });
  /** As a browser sends it back: names and values of `Set-Cookie`. */
  const sentBack = (answer: Response) =>
    answer.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
  const readWith = (url: string, cookie: string) => fetch(url, { headers: { cookie } });

  test('sets cookies that read one’s own files by plain URLs, which stay the same', async () => {
    const answer = await open(ada, [file.id]);
    for (const one of answer.headers.getSetCookie())
      expect(one).toMatch(/; Path=\/session\/; Max-Age=\d+; Secure; HttpOnly; SameSite=Strict$/);
    const { expiresAt, cookies, items } = (await answer.json()) as Session;
    expect(Date.parse(expiresAt)).toBeLessThanOrEqual(Date.now() + 15 * 60_000);
    const [item] = items;
    const url = item?.url ?? '';
    expect(url).toMatch(/\/session\/files\/..\/u-ada\/[0-9a-f-]{36}\?versionId=[^&]+$/);
    expect((await fetch(url)).status).toBe(403);
    const response = await readWith(url, sentBack(answer));
    expect([response.status, Object.fromEntries(response.headers)]).toEqual([
      200,
      expect.objectContaining({
        ...fileHeaders,
        'content-type': picture.contentType,
        'content-disposition': 'attachment',
        'content-encoding': 'identity',
        'cache-control': 'private,immutable,max-age=3600,stale-if-error=0',
      }),
    ]);
    expect((await bytesOf(response)).equals(picture.bytes)).toBe(true);
    const inBody = Object.entries(cookies).map(([name, value]) => `${name}=${value}`);
    expect(inBody.join('; ')).toBe(sentBack(answer));
    const again = (await (await open(ada, [file.id])).json()) as Session;
    expect(again.items[0]?.url).toBe(url);
  });

  test('reads no file of another owner, not even one that was granted, but presigns that', async () => {
    const eve = withToken('eve', await issueToken('eve'), stack.apiUrl);
    const answer = await open(eve, [file.id]);
    expect(await answer.json()).toMatchObject({ items: [{ code: 'file-not-found' }] });
    const plain = new URL(read.url);
    const url = `${cdnUrl}/session${plain.pathname}?versionId=${plain.searchParams.get('versionId') ?? ''}`;
    expect((await readWith(url, sentBack(await open(ada)))).status).toBe(200);
    expect((await readWith(url, sentBack(answer))).status).toBe(403);
    await ada.ask(`/files/${file.id}/grants`, { method: 'POST', body: { subject: 'user:eve' } });
    const { items } = (await (await open(eve, [file.id])).json()) as Session;
    expect((await fetch(items[0]?.url ?? '')).status).toBe(200);
    expect((await readWith(url, sentBack(answer))).status).toBe(403);
  });

  test('reads no deleted file', async () => {
    const gone = await ada.store(picture);
    const answer = await open(ada, [gone.id]);
    const { items } = (await answer.json()) as Session;
    await ada.call(`/files/${gone.id}`, { method: 'DELETE' });
    // It was never read, so no edge has it.
    expect((await readWith(items[0]?.url ?? '', sentBack(answer))).status).toBe(403);
  });

  test('chooses no header of the response, and opens no other path', async () => {
    const answer = await open(ada, [file.id]);
    const url = ((await answer.json()) as Session).items[0]?.url ?? '';
    const cookie = sentBack(answer);
    const dressed = await readWith(
      `${url}&response-content-type=text/html&response-content-disposition=inline`,
      cookie,
    );
    expect([dressed.headers.get('content-type'), dressed.headers.get('content-disposition')]).toEqual([
      ...[picture.contentType, 'attachment'],
    ]);
    for (const changed of [
      url.replace('/session', ''),
      url.replace(/versionId=[^&]+/, 'versionId=null'),
      url.replace('/u-ada/', '/u-ada%2F'),
    ])
      expect([changed, (await readWith(changed, cookie)).status]).toEqual([changed, 403]);
  });
});

test('a read for one address is refused from another one, and so are cookies', async () => {
  const { port } = new URL(cdnUrl);
  /** Every address of 127.0.0.0/8 is of this machine. */
  const statusFrom = (localAddress: string, url: string, cookie = ''): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      http
        .get(url, { localAddress, port, headers: { cookie } }, (response) => {
          response.resume().on('end', () => {
            resolve(response.statusCode);
          });
        })
        .on('error', reject);
    });
  const { url } = await ada.ask<SignedRead>(`/files/${file.id}/url?bind=ip`);
  const { items } = await ada.ask<{ items: SignedRead[] }>('/files/urls', {
    method: 'POST',
    body: { ids: [file.id], bind: 'ip' },
  });
  for (const bound of [url, items[0]?.url ?? '']) {
    expect(await statusFrom('127.0.0.1', bound)).toBe(200);
    expect(await statusFrom('127.0.0.2', bound)).toBe(403);
  }
  expect(await statusFrom('127.0.0.2', read.url)).toBe(200);
  const answer = await ada.call('/cdn/session', { method: 'POST', body: { ids: [file.id], bind: 'ip' } });
  const session = (await answer.json()) as { cookies: Record<string, string>; items: SignedRead[] };
  const cookie = Object.entries(session.cookies)
    .map((pair) => pair.join('='))
    .join('; ');
  const plain = session.items[0]?.url ?? '';
  expect(await statusFrom('127.0.0.1', plain, cookie)).toBe(200);
  expect(await statusFrom('127.0.0.2', plain, cookie)).toBe(403);
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

/** The stack's private key: of all secrets, the one that is a key. */
async function signingKey() {
  const secrets = new SecretsManagerClient(system.client);
  const { SecretList = [] } = await secrets.send(new ListSecretsCommand({}));
  const values = await Promise.all(
    SecretList.map(({ ARN }) => secrets.send(new GetSecretValueCommand({ SecretId: ARN }))),
  );
  const pem = values.find(({ SecretString }) => SecretString?.startsWith('-----BEGIN PRIVATE KEY-----'));
  return createPrivateKey(pem?.SecretString ?? '');
}
