import { expect, test } from '@jest/globals';
import { system } from '../stack/system.js';
import { drawing } from './fixture.js';
import { person, type ShownFile } from './person.js';

test('a file is deleted only at the revision of If-Match, and on no condition that is not checked', async () => {
  const ada = await person();
  const { id, revision } = await ada.store(drawing());
  const remove = async (headers: Record<string, string>) => {
    const answer = await ada.call(`/files/${id}`, { method: 'DELETE', headers });
    const text = await answer.text();
    return [answer.status, text && (JSON.parse(text) as { code: string }).code];
  };
  const yesterday = new Date(Date.now() - 86_400_000).toUTCString();
  expect(await remove({ 'if-match': '"0",' })).toEqual([412, 'revision-mismatch']);
  expect(await remove({ 'if-match': `W/"${revision}"` })).toEqual([412, 'revision-mismatch']);
  expect(await remove({ 'if-unmodified-since': yesterday })).toEqual([412, 'precondition-not-supported']);
  expect(await remove({ 'if-none-match': '*' })).toEqual([412, 'precondition-not-supported']);
  expect((await ada.ask<ShownFile>(`/files/${id}`)).revision).toBe(revision);
  expect(await remove({ 'if-match': `"0", "${revision}"` })).toEqual([204, '']);
});

test('a file that has not changed is not sent again', async () => {
  const ada = await person();
  const { id } = await ada.create(drawing());
  const first = await ada.call(`/files/${id}`);
  await first.text();
  const headers = { 'if-none-match': first.headers.get('etag') ?? '' };
  const again = await ada.call(`/files/${id}`, { headers });
  expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([
    304,
    '',
    headers['if-none-match'],
  ]);
  await ada.ask(`/files/${id}`, { method: 'PATCH', body: { filename: 'other.png' } });
  const changed = await ada.call(`/files/${id}`, { headers });
  expect([changed.status, ((await changed.json()) as ShownFile).filename]).toEqual([200, 'other.png']);
});

test.each(['/openapi.json', '/problems/conflict', '/health'])('%s is sent once', async (path) => {
  const first = await fetch(system.apiUrl + path);
  await first.text();
  const etag = first.headers.get('etag') ?? '';
  expect(first.headers.get('cache-control')).toMatch(/^public/);
  const again = await fetch(system.apiUrl + path, { headers: { 'if-none-match': etag } });
  expect([again.status, await again.text()]).toEqual([304, '']);
});
