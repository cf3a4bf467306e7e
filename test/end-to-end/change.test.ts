import { expect, test } from '@jest/globals';
import { drawing } from './fixture.js';
import { person, type ShownFile } from './person.js';
import { until } from './until.js';

test('a file is renamed, and read under its new name', async () => {
  const ada = await person();
  const file = await ada.store(drawing(), { metadata: { album: 'Bali', year: '2026' } });
  const answer = await ada.call(`/files/${file.id}`, {
    method: 'PATCH',
    body: { filename: 'zanzibar beach.png', metadata: { year: null, place: 'Ubud' } },
    headers: { 'if-match': `"${String(file.revision)}"` },
  });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('etag')).toBe(`"${String(file.revision + 1)}"`);
  const changed = (await answer.json()) as ShownFile;
  expect(changed).toEqual({
    ...file,
    filename: 'zanzibar beach.png',
    metadata: { album: 'Bali', place: 'Ubud' },
    revision: file.revision + 1,
  });
  const read = await ada.call(`/files/${file.id}`);
  expect([read.headers.get('etag'), await read.json()]).toEqual([answer.headers.get('etag'), changed]);
  expect((await ada.read(file.id)).headers.get('content-disposition')).toContain('zanzibar beach.png');
});

test('metadata may have any names, whatever they mean to a program', async () => {
  const ada = await person();
  const names = [
    'constructor',
    '__proto__',
    'toString',
    'hasOwnProperty',
    'prototype',
    ' ',
    '\u200b',
    'é',
    '👩‍💻',
  ];
  /** All are own properties; `toEqual` would not see `__proto__`. */
  const of = (value: (name: string) => string | null) =>
    Object.fromEntries(names.map((name) => [name, value(name)]));
  const told = ({ metadata }: ShownFile) => JSON.stringify(metadata);
  const named = of((name) => `${name}!`);
  const { id, file } = await ada.create(drawing(), { metadata: named });
  expect(told(file)).toBe(JSON.stringify(named));
  expect(told(await ada.ask<ShownFile>(`/files/${id}`))).toBe(JSON.stringify(named));
  const patch = (metadata: object) =>
    ada.ask<ShownFile>(`/files/${id}`, { method: 'PATCH', body: { metadata } });
  const renamed = of(() => '1');
  expect(told(await patch(renamed))).toBe(JSON.stringify(renamed));
  expect((await patch(renamed)).revision).toBe(2);
  await until('the list', async () => {
    const [listed] = (await ada.ask<{ items: ShownFile[] }>('/files')).items;
    return (listed && told(listed) === JSON.stringify(renamed)) || undefined;
  });
  expect(told(await patch(of(() => null)))).toBe('{}');
});

test('of many changes to one revision at once, one is made', async () => {
  const ada = await person();
  const file = await ada.store(drawing());
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, number) =>
      ada.call(`/files/${file.id}`, {
        method: 'PATCH',
        body: { filename: `zanzibar ${String(number)}.png` },
        headers: { 'if-match': `"${String(file.revision)}"` },
      }),
    ),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(7).fill(412)]);
  expect((await ada.ask<ShownFile>(`/files/${file.id}`)).revision).toBe(file.revision + 1);
});

test.each([
  [{ filename: 'zanzibar.exe' }, {}, 400, 'invalid-request'],
  [{ filename: 'zanzibar.png.js . ' }, {}, 400, 'invalid-request'],
  [{ status: 'verified' }, {}, 400, 'invalid-request'],
  [{ metadata: { a: 1 } }, {}, 400, 'invalid-request'],
  [{ filename: 'zanzibar.png' }, { 'if-match': '"1"' }, 412, 'revision-mismatch'],
  [{ filename: 'zanzibar.png' }, { 'if-match': '3' }, 400, 'invalid-request'],
])('a change to %j with %j is refused: %i %s', async (body, headers, status, code) => {
  const ada = await person();
  const file = await ada.store(drawing());
  const answer = await ada.call(`/files/${file.id}`, { method: 'PATCH', body, headers });
  expect([answer.status, await answer.json()]).toMatchObject([status, { code }]);
  expect(await ada.ask<ShownFile>(`/files/${file.id}`)).toEqual(file);
});
