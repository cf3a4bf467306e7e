import { beforeAll, describe, expect, test } from '@jest/globals';
import { nameMark, photo } from './fixture.js';
import { person, type Person, type ShownFile } from './person.js';
import { makeShare, sharesOf, use, visit, warmed } from './shared.js';
import { until } from './until.js';

let ada: Person;
let file: ShownFile;
beforeAll(async () => {
  ada = await person();
  file = await ada.store(photo());
});

describe('a share with a password', () => {
  const password = 'correct horse 漢字';

  test('opens with it and not without, and a wrong one uses nothing up', async () => {
    const { id, url, hasPassword } = await makeShare(ada, file.id, { password, maxDownloads: 1 });
    expect(hasPassword).toBe(true);
    const page = await (await visit(url)).text();
    expect(page).toContain('type="password"');
    // A name can reveal as much as a file.
    expect(page).not.toContain(nameMark);
    expect(await (await visit(url, { json: true })).json()).toMatchObject({
      filename: null,
      passwordRequired: true,
    });
    for (const [form, code] of [
      [undefined, 'share-password-required'],
      [{ password: '' }, 'share-password-required'],
      [{ password: 'Correct horse 漢字' }, 'share-password-wrong'],
    ] as const) {
      const asked = { method: 'POST', ...(form && { form }) } as const;
      const answer = await visit(url, { ...asked, json: true });
      expect(answer.status).toBe(403);
      expect(await answer.json()).toMatchObject({ code });
    }
    const again = await use(url, { password: 'wrong' });
    expect(again.status).toBe(403);
    expect(await again.text()).toContain('type="password"');
    expect((await sharesOf(ada, file.id)).find((one) => one.id === id)?.downloads).toBe(0);
    // Composed differently by another keyboard, it is the same.
    expect((await use(url, { password: password.normalize('NFD') })).status).toBe(303);
  });

  test('is rate limited, and a caller with a delay is refused until it is over', async () => {
    const { id, url } = await makeShare(ada, file.id, { password });
    await warmed(url, 12);
    const start = Date.now();
    const guess = (number: number) => use(url, { password: `guess ${String(number)}` });
    const guesses = await Promise.all(Array.from({ length: 12 }, (_, number) => guess(number)));
    // Hashing a password is expensive: on a busy machine the engine drops some requests, which are not counted.
    if (!guesses.some(({ status }) => status === 429))
      await until('a guess that has to wait', async () => {
        const answer = await guess(guesses.length);
        guesses.push(answer);
        return answer.status === 429 || undefined;
      });
    const heard = guesses.filter(({ status }) => status === 403);
    const refused = guesses.filter(({ status }) => status === 429);
    // Five have no delay; after them it doubles from one second, part of which may have passed.
    const seconds = (Date.now() - start) / 1000;
    expect(heard.length).toBeLessThanOrEqual(5 + Math.floor(Math.log2(seconds + 1)));
    expect(refused.length).toBeGreaterThan(0);
    expect(guesses.filter(({ status }) => status < 400)).toEqual([]);
    for (const { headers } of refused) {
      expect(Number(headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
      expect(Number(headers.get('retry-after'))).toBeLessThanOrEqual(15 * 60);
    }
    expect((await sharesOf(ada, file.id)).find((one) => one.id === id)?.downloads).toBe(0);
  });
});
