import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from '@jest/globals';
import { system } from '../stack/system.js';
import { drawing } from './fixture.js';
import { person, put } from './person.js';
import { makeShare, sharesOf } from './shared.js';
import { keyIn, storedVersions, untilNothingIsStored } from './stored-versions.js';
import { tableClient } from './table.js';
import { until } from './until.js';

test('a deleted file is gone at once: record, bytes, and every presigned URL', async () => {
  const ada = await person();
  const file = drawing();
  const { id, upload } = await ada.create(file);
  await put(upload, file.bytes);
  await ada.verdict(id);
  const { url } = await ada.ask<{ url: string }>(`/files/${id}/content`, {
    headers: { accept: 'application/json' },
  });
  expect((await fetch(url)).status).toBe(200);
  const key = keyIn(upload.url);
  expect(await storedVersions(key)).toBe(1);

  expect((await ada.call(`/files/${id}`, { method: 'DELETE' })).status).toBe(204);
  for (const path of [`/files/${id}`, `/files/${id}/content`]) {
    const answer = await ada.call(path);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ code: 'file-not-found' });
  }
  expect((await ada.call(`/uploads/${id}/complete`, { method: 'POST' })).status).toBe(404);
  // With a CDN, the local edge keeps whole files for a minute, and no parts.
  expect([403, 404]).toContain((await fetch(url, { headers: { range: 'bytes=0-0' } })).status);
  expect(await storedVersions(key)).toBe(0);
  expect((await ada.call(`/files/${id}`, { method: 'DELETE' })).status).toBe(204);
  const { items } = await ada.ask<{ items: object[] }>('/files');
  expect(items).toEqual([]);
});

test('a file that has changed since it was read is not deleted by who names the revision', async () => {
  const ada = await person();
  const file = await ada.store(drawing());
  const path = `/files/${file.id}`;
  const remove = (etag: string) => ada.call(path, { method: 'DELETE', headers: { 'if-match': etag } });
  const read = (await ada.call(path)).headers.get('etag') ?? '';
  await ada.call(path, { method: 'PATCH', body: { metadata: { album: 'Bali' } } });

  const stale = await remove(read);
  expect([stale.status, await stale.json()]).toMatchObject([412, { code: 'revision-mismatch' }]);
  expect((await remove('3')).status).toBe(400);
  const now = await ada.call(path);
  expect(await now.json()).toMatchObject({ status: 'verified', metadata: { album: 'Bali' } });

  const etag = now.headers.get('etag') ?? '';
  expect((await remove(etag)).status).toBe(204);
  // Repeated after a lost response: it succeeds.
  expect((await remove(etag)).status).toBe(204);
  expect((await ada.call(path)).status).toBe(404);
});

test('a write URL that is reused after the deletion has no effect on readers, and its bytes are removed', async () => {
  const ada = await person();
  const file = drawing();
  const { id, upload } = await ada.create(file);
  await put(upload, file.bytes);
  await ada.verdict(id);
  const { url } = await ada.ask<{ url: string }>(`/files/${id}/content`, {
    headers: { accept: 'application/json' },
  });
  await ada.call(`/files/${id}`, { method: 'DELETE' });

  // The deletion has freed the key, so S3 accepts it: the record decides.
  expect((await put(upload, file.bytes)).status).toBe(200);
  expect((await ada.call(`/files/${id}`)).status).toBe(404);
  expect([403, 404]).toContain((await fetch(url)).status);
  await untilNothingIsStored(keyIn(upload.url));
  expect((await ada.call(`/files/${id}`)).status).toBe(404);
});

test('a file deleted before its bytes arrive stores none', async () => {
  const ada = await person();
  const file = drawing();
  const { id, upload } = await ada.create(file);
  expect((await ada.call(`/files/${id}`, { method: 'DELETE' })).status).toBe(204);
  await put(upload, file.bytes);
  await untilNothingIsStored(keyIn(upload.url));
  expect((await ada.call(`/files/${id}`)).status).toBe(404);
});

test('the links of a deleted file are deleted, revoked ones too: none keeps the name of its creator', async () => {
  const ada = await person();
  const { id } = await ada.store(drawing());
  const links = [await makeShare(ada, id), await makeShare(ada, id)];
  await until('the index', async () => (await sharesOf(ada, id)).length === 2 || undefined);
  await ada.call(`/files/${id}/shares/${links[0]?.id ?? ''}`, { method: 'DELETE' });
  expect((await ada.call(`/files/${id}`, { method: 'DELETE' })).status).toBe(204);
  for (const link of links) {
    const Key = { pk: `SHARE#${link.id}`, sk: 'SHARE' };
    const { Item } = await tableClient.send(
      new GetCommand({ TableName: system.table, Key, ConsistentRead: true }),
    );
    expect(Item).toBeUndefined();
  }
});
