import { expect, test } from '@jest/globals';
import { drawing, made } from './fixture.js';
import { person, type ShownFile } from './person.js';
import { until } from './until.js';

interface Page {
  readonly items: readonly ShownFile[];
  readonly nextCursor: string | null;
}

test('a list has all own files, newest first, page by page, and can be filtered by state', async () => {
  const ada = await person();
  const ids: string[] = [];
  for (let count = 0; count < 5; count++) ids.unshift((await ada.create(drawing())).id);
  const verified = await ada.store(drawing());
  const rejected = await ada.store(made('MZ', 'image/png'));
  const newestFirst = [rejected.id, verified.id, ...ids];

  // The index is eventually consistent.
  await until('a whole list', async () => {
    const { items } = await ada.ask<Page>('/files?status=rejected');
    return items.length === 1 || undefined;
  });
  const seen: string[] = [];
  const sizes: number[] = [];
  let cursor: string | null = null;
  do {
    const query: string = cursor ? `?limit=3&cursor=${encodeURIComponent(cursor)}` : '?limit=3';
    const page: Page = await ada.ask<Page>(`/files${query}`);
    seen.push(...page.items.map(({ id }) => id));
    sizes.push(page.items.length);
    cursor = page.nextCursor;
  } while (cursor);
  expect(seen).toEqual(newestFirst);
  expect(sizes.slice(0, 3)).toEqual([3, 3, 1]);

  const whole = await ada.ask<Page>('/files');
  expect(whole.items.map(({ id }) => id)).toEqual(newestFirst);
  expect(whole.nextCursor).toBeNull();
  expect(whole.items[1]).toEqual(await ada.ask<ShownFile>(`/files/${verified.id}`));

  const withStatus = async (status: string) =>
    (await ada.ask<Page>(`/files?status=${status}`)).items.map(({ id }) => id);
  expect(await withStatus('verified')).toEqual([verified.id]);
  expect(await withStatus('rejected')).toEqual([rejected.id]);
  expect(await withStatus('pending')).toEqual(ids);
});

test('another’s cursor leads into the own list only', async () => {
  const [ada, eve] = [await person(), await person()];
  for (let count = 0; count < 3; count++) await ada.create(drawing());
  const { nextCursor } = await until('the first page', async () => {
    const page = await ada.ask<Page>('/files?limit=2');
    return page.nextCursor ? page : undefined;
  });
  expect(await eve.ask<Page>(`/files?cursor=${encodeURIComponent(nextCursor ?? '')}`)).toEqual({
    items: [],
    nextCursor: null,
  });
});
