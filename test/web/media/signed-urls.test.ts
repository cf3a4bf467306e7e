import { expect, test } from '@jest/globals';
import type { ReadUrlItem } from '../../../client/index.js';
import { SignedUrls } from '../../../web/media/signed-urls.js';

const life = 15 * 60_000;

/** The service's numbered responses, and a simulated clock. */
function signing(answer: (id: string, call: number) => ReadUrlItem | Error, cookies = false) {
  const clock = { now: 0 };
  const asked: string[][] = [];
  const ways: unknown[] = [];
  const contentUrls = (ids: readonly string[], options: unknown) => {
    asked.push([...ids]);
    ways.push(options);
    const items = ids.map((id) => answer(id, asked.length));
    const failed = items.find((item) => item instanceof Error);
    return failed ? Promise.reject(failed) : Promise.resolve(items as ReadUrlItem[]);
  };
  return { clock, asked, ways, urls: new SignedUrls({ contentUrls }, cookies, () => clock.now) };
}

const signedAt = (clock: { now: number }) => (id: string, call: number) => ({
  id,
  url: `https://storage.example/${id}?${call}`,
  expiresAt: new Date(clock.now + life).toISOString(),
});

test('what comes into view together is requested in one batch, once', async () => {
  const { asked, urls } = signing(signedAt({ now: 0 }));
  const both = await Promise.all([urls.url('a'), urls.url('b'), urls.url('a')]);
  expect(both).toEqual([
    'https://storage.example/a?1',
    'https://storage.example/b?1',
    'https://storage.example/a?1',
  ]);
  await urls.url('a');
  expect(asked).toEqual([['a', 'b']]);
});

test('a URL that is about to expire is not used; another is requested', async () => {
  const clock = { now: 0 };
  const signed = signing((id, call) => signedAt(clock)(id, call));
  signed.clock.now = 0;
  await signed.urls.url('a');
  signed.clock.now = clock.now = life - 60_000;
  expect(await signed.urls.url('a')).toMatch(/\?1$/);
  signed.clock.now = clock.now = life - 10_000;
  expect(await signed.urls.url('a')).toMatch(/\?2$/);
});

test('a URL that storage refused is not used again', async () => {
  const { urls } = signing(signedAt({ now: 0 }));
  await urls.url('a');
  urls.drop('a');
  expect(await urls.url('a')).toMatch(/\?2$/);
});

test('a file that cannot be read does not affect the others, and may be requested again', async () => {
  const signed = signing((id, call) =>
    id === 'gone' && call === 1
      ? { id, code: 'file-not-found', detail: 'gone' }
      : signedAt({ now: 0 })(id, call),
  );
  const [gone, here] = await Promise.allSettled([signed.urls.url('gone'), signed.urls.url('here')]);
  expect(gone).toMatchObject({ status: 'rejected', reason: { message: 'file-not-found' } });
  expect(here.status).toBe('fulfilled');
  expect(await signed.urls.url('gone')).toMatch(/\?2$/);
});

test('a broken connection rejects all waiting callers, and is not cached', async () => {
  const signed = signing((id, call) => (call === 1 ? new Error('offline') : signedAt({ now: 0 })(id, call)));
  const both = await Promise.allSettled([signed.urls.url('a'), signed.urls.url('b')]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await signed.urls.url('a')).toMatch(/\?2$/);
});

test('a machine with a wrong clock gets URLs too', async () => {
  const signed = signing(signedAt({ now: 0 }));
  signed.clock.now = 10 * life;
  expect(await signed.urls.url('a')).toMatch(/\?1$/);
  expect(await signed.urls.url('a')).toMatch(/\?2$/);
});

test('with cookies of the CDN, they are tried first, and renewed; a URL that they do not open is signed', async () => {
  const { clock, urls, ways } = signing((id, call) => signedAt(clock)(id, call), true);
  await urls.url('a');
  clock.now = life;
  await urls.url('a');
  urls.drop('a');
  await urls.url('a');
  await urls.url('b');
  expect(ways).toEqual([true, true, false, false].map((cookies) => ({ disposition: 'inline', cookies })));
});
