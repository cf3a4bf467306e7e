import { beforeAll, describe, expect, test } from '@jest/globals';
import { createClient, isWaybillError, type Client, type StoredFile } from '../../client/index.js';
import { refusalOf } from '../client/refusal-of.js';
import { issueToken, system } from '../stack/system.js';
import { drawing, fixture } from './fixture.js';
import { until } from './until.js';

const unique = () => `client-${String(Date.now())}-${String(Math.random()).slice(2)}`;

function signedIn(subject = unique()): { subject: string; client: Client } {
  let token: Promise<string> | undefined;
  const getToken = () => (token ??= issueToken(subject));
  return { subject, client: createClient({ apiUrl: system.apiUrl, getToken }) };
}

async function store(client: Client, { filename, contentType, bytes } = drawing()): Promise<StoredFile> {
  const file = new File([new Uint8Array(bytes)], filename, { type: contentType });
  return client.waitForVerdict((await client.upload(file)).id);
}

const namesOf = async (files: AsyncIterable<StoredFile>) => {
  const names: string[] = [];
  for await (const { filename } of files) names.push(filename);
  return names;
};

let ada: Client;
let picture: StoredFile;
beforeAll(async () => {
  ada = signedIn().client;
  picture = await store(ada);
});

describe('a link', () => {
  test('is created, listed with its use, opened by anyone, and revoked', async () => {
    const { id, url, hasPassword } = await ada.share(picture.id, { expiresInSeconds: 600, maxDownloads: 5 });
    expect(hasPassword).toBe(false);
    const open = () => fetch(url, { method: 'POST', headers: { accept: 'application/json' } });
    expect((await open()).status).toBe(200);
    const [listed] = await until('the link’s use', async () => {
      const shares = await ada.shares(picture.id);
      return shares.some(({ downloads }) => downloads === 1) ? shares : undefined;
    });
    expect(listed).toMatchObject({ id, maxDownloads: 5 });
    expect(listed).not.toHaveProperty('url');
    await ada.unshare(picture.id, id);
    expect((await open()).status).toBe(404);
  });

  test('that exceeds a limit is refused with the field', async () => {
    const error = await refusalOf(ada.share(picture.id, { expiresInSeconds: 1 }));
    expect(isWaybillError(error, 'invalid-request') && error.errors[0]?.pointer).toBe('/expiresInSeconds');
  });
});

test('a granted file is in the grantee’s shared list, until the grant is revoked', async () => {
  const { client: bob, subject } = signedIn();
  expect(await refusalOf(bob.file(picture.id))).toMatchObject({ code: 'file-not-found', status: 404 });
  const { id } = await ada.grant(picture.id, `user:${subject}`);
  expect(await ada.grants(picture.id)).toEqual([expect.objectContaining({ id, subject: `user:${subject}` })]);
  const shared = () => namesOf(bob.list({ sharedWithMe: true }));
  await until('the shared file', async () => ((await shared()).length === 1 ? true : undefined));
  expect(Buffer.from(await (await bob.download(picture.id)).arrayBuffer())).toEqual(drawing().bytes);
  expect(await namesOf(bob.list())).toEqual([]);
  await ada.revokeGrant(picture.id, id);
  expect((await refusalOf(bob.file(picture.id))).code).toBe('file-not-found');
});

test('a change is made at the revision that was read, and not at an earlier one', async () => {
  const { client } = signedIn();
  const file = await store(client);
  const { revision: ifRevision } = file;
  const changes = { filename: 'renamed.png', metadata: { album: 'summer' } };
  const renamed = await client.change(file.id, changes, { ifRevision });
  expect(renamed).toMatchObject(changes);
  const late = client.change(file.id, { filename: 'too late.png' }, { ifRevision });
  expect(await refusalOf(late)).toMatchObject({ code: 'revision-mismatch', status: 412 });
  expect((await client.change(file.id, { metadata: { album: null } })).metadata).toEqual({});
});

test('a list is filtered by type and time, and paged', async () => {
  const { client } = signedIn();
  const first = await store(client);
  const { filename: audio } = await store(client, fixture('audio/tone.flac', 'audio/flac'));
  const last = await store(client);
  expect(await namesOf(client.list({ type: 'audio/*' }))).toEqual([audio]);
  expect(await namesOf(client.list({ createdBefore: new Date(last.createdAt), pageSize: 1 }))).toEqual([
    audio,
    first.filename,
  ]);
  expect(await namesOf(client.list({ createdAfter: last.createdAt, status: 'verified' }))).toHaveLength(1);
  const { items, nextCursor } = await client.listPage({ pageSize: 2 });
  expect(items.map(({ id }) => id)[0]).toBe(last.id);
  const rest = await client.listPage({ pageSize: 2, cursor: nextCursor ?? '' });
  expect(rest).toMatchObject({ items: [{ id: first.id }], nextCursor: null });
  expect((await refusalOf(client.listPage({ cursor: 'made up' }))).code).toBe('invalid-cursor');
});

test('URLs of many files are in their order, with a problem for those without', async () => {
  const [one, none] = await ada.contentUrls([picture.id, 'nobody'], { disposition: 'inline' });
  if (!one || !('url' in one)) throw new Error('no address');
  expect(Buffer.from(await (await fetch(one.url)).arrayBuffer())).toEqual(drawing().bytes);
  expect(none).toMatchObject({ id: 'nobody', code: 'file-not-found' });
});
