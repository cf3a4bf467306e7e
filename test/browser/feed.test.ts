import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchChromium } from './chromium.js';
import { fake, film, photo, Visitor } from './visitor.js';

let browser: Browser;
let visitor: Visitor;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());
beforeEach(async () => {
  visitor = await Visitor.arrive(browser, {}, 'feed');
});
afterEach(async () => {
  expect(visitor.complaints).toEqual([]);
  await visitor.leave();
});

const width = (image: HTMLImageElement) => image.naturalWidth;

test('a photo is posted, seen while it is sent, and there for good with its words', async () => {
  const { page } = visitor;
  await visitor.signIn('reporter');
  await page.getByText('No posts yet').waitFor();
  const picture = photo('harbour.jpg');
  await visitor.post(picture, 'First light in the harbour', 'Boats at a pier');
  const preview = visitor.postOf('First light').getByRole('img', { name: 'Boats at a pier' });
  expect(await preview.getAttribute('src')).toMatch(/^blob:/);
  expect(await page.getByRole('textbox', { name: 'Caption' }).inputValue()).toBe('');
  await visitor.seesPost('First light in the harbour');
  expect(await visitor.heard()).toContain('harbour.jpg is verified');

  await page.reload();
  const post = await visitor.seesPost('First light in the harbour');
  const image = post.getByRole('img', { name: 'Boats at a pier' });
  await image.waitFor();
  expect(await image.evaluate(width)).toBeGreaterThan(0);
  const saving = page.waitForEvent('download');
  await post.getByRole('button', { name: 'Download harbour.jpg' }).click();
  expect(readFileSync(await (await saving).path())).toEqual(picture.buffer);
});

test('an expired URL is replaced: images and videos are shown anyway', async () => {
  const { page } = visitor;
  await visitor.signIn('patient');
  await visitor.post(photo('late.jpg'), 'Came late', 'Something late');
  await visitor.seesPost('Came late');
  await visitor.post(film('later.webm'), 'Film came');
  await visitor.seesPost('Film came');
  const used = new Set<string>();
  // S3's response to an expired URL; each URL is refused at its first use.
  await page.route(
    (url) => url.searchParams.has('X-Amz-Signature'),
    (route, request) => {
      const file = new URL(request.url()).pathname;
      if (used.has(file)) return route.continue();
      used.add(file);
      return route.fulfill({ status: 403, body: '<Error><Code>AccessDenied</Code></Error>' });
    },
  );
  await page.reload();
  const image = (await visitor.seesPost('Came late')).getByRole('img');
  await image.waitFor();
  expect(await image.evaluate(width)).toBeGreaterThan(0);
  const video = (await visitor.seesPost('Film came')).locator('video');
  await video.evaluate(
    (player: HTMLVideoElement) =>
      new Promise((resolve) => {
        if (player.readyState >= 1) resolve(undefined);
        player.addEventListener('loadedmetadata', resolve);
      }),
  );
  expect(used.size).toBe(2);
});

test('a program with the name of an image is never shown; its post says why and can be deleted', async () => {
  const { page } = visitor;
  await visitor.signIn('prankster');
  await visitor.post(fake('sunset.png'), 'Look at this');
  const post = visitor.postOf('Look at this');
  await post.getByText('This is a Linux program (ELF), not a PNG image').waitFor();
  expect(await post.getByRole('button', { name: /Share|Download/ }).count()).toBe(0);
  await post.getByRole('button', { name: 'Delete sunset.png' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await post.waitFor({ state: 'detached' });
  await page.getByText('No posts yet').waitFor();
});

test('a caption is changed, and stays so', async () => {
  const { page } = visitor;
  await visitor.signIn('editor');
  await visitor.post(photo('draft.jpg'), 'Teh lake');
  await visitor.seesPost('Teh lake');
  await page.getByRole('button', { name: 'Edit caption draft.jpg' }).click();
  const dialog = page.getByRole('dialog', { name: 'Edit caption' });
  await dialog.getByLabel('Caption').fill('The lake');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  await visitor.seesPost('The lake');
  await page.reload();
  await visitor.seesPost('The lake');
});

test('a granted post is in the grantee’s feed, and leaves it when the grant is revoked', async () => {
  const { page } = visitor;
  await visitor.signIn('giver');
  await visitor.post(photo('gift.jpg'), 'For you alone');
  const post = await visitor.seesPost('For you alone');
  await post.getByRole('button', { name: 'Share gift.jpg' }).click();
  const dialog = page.getByRole('dialog', { name: 'Share gift.jpg' });
  await dialog.getByLabel('Name').fill('taker');
  await dialog.getByRole('button', { name: 'Grant' }).click();
  await dialog.getByRole('button', { name: 'Revoke for taker' }).waitFor();

  const taker = await Visitor.arrive(browser, {}, 'feed');
  await taker.signIn('taker');
  const theirs = taker.postOf('For you alone');
  await theirs.getByRole('heading', { name: 'Shared with you' }).waitFor();
  await theirs.getByRole('img', { name: 'Picture without a description' }).waitFor();
  expect(await theirs.getByRole('button').allTextContents()).toHaveLength(1);

  await dialog.getByRole('button', { name: 'Revoke for taker' }).click();
  await dialog.getByText('Nobody but you.').waitFor();
  await taker.page.reload();
  await taker.page.getByText('No posts yet').waitFor();
  expect(taker.complaints).toEqual([]);
  await taker.leave();
});

test('a grant and a link made while their lists are still being read are listed once', async () => {
  const { page } = visitor;
  await visitor.signIn('hasty');
  await visitor.post(photo('hasty.jpg'), 'At once');
  const post = await visitor.seesPost('At once');
  const dialog = page.getByRole('dialog', { name: 'Share hasty.jpg' });
  const share = async (subject: string) => {
    await post.getByRole('button', { name: 'Share hasty.jpg' }).click();
    await dialog.getByRole('button', { name: 'Make a link' }).click();
    await dialog.getByLabel('Your link').waitFor();
    await dialog.getByLabel('Name').fill(subject);
    await dialog.getByRole('button', { name: 'Grant' }).click();
    await dialog.getByRole('button', { name: `Revoke for ${subject}` }).waitFor();
  };
  await share('first');
  await page.keyboard.press('Escape');

  let release = (): void => undefined;
  const shared = new Promise<void>((resolve) => (release = resolve));
  await page.route(/\/files\/[^/]+\/(grants|shares)$/, async (route) => {
    if (route.request().method() === 'GET') await shared;
    await route.continue();
  });
  await share('second');
  release();
  await dialog.getByRole('button', { name: 'Revoke for first' }).waitFor();
  await dialog
    .getByRole('button', { name: /^Revoke the link/ })
    .nth(1)
    .waitFor();
  expect(await dialog.getByRole('listitem').count()).toBe(4);
});

test('a post that the list contains before its creation is answered is shown once', async () => {
  const { page } = visitor;
  await visitor.signIn('early');
  await page.getByText('No posts yet').waitFor();

  // The list is asked before the post is created, and read after it; the response to the creation comes last.
  let [commit, answer] = [(): void => undefined, (): void => undefined];
  const committed = new Promise<void>((resolve) => (commit = resolve));
  const listed = new Promise<void>((resolve) => (answer = resolve));
  await page.route(/\/files\?/, async (route) => {
    await committed;
    await route.continue();
  });
  await page.route(/\/uploads$/, async (route) => {
    const response = await route.fetch();
    commit();
    await listed;
    await route.fulfill({ response });
  });
  await page.reload();
  await page.getByRole('textbox', { name: 'Caption' }).waitFor();
  await visitor.post(photo('early.jpg'), 'Here already');
  await visitor.postOf('Here already').nth(1).waitFor();
  answer();
  await visitor.seesPost('Here already');
  expect(await visitor.postOf('Here already').count()).toBe(1);
});

test('a file that is not a photo or video is refused before it is sent; an empty post is not possible', async () => {
  const { page } = visitor;
  await visitor.signIn('writer');
  await page.getByRole('button', { name: 'Post', exact: true }).click();
  await page.getByText('Choose a photo or a video first.').waitFor();
  const text = { name: 'poem.txt', mimeType: 'text/plain', buffer: Buffer.from('Roses are red.\n') };
  await page.getByLabel('Photo or video').setInputFiles(text);
  await page.getByText(/Other files belong under My files/).waitFor();
  expect(await page.getByRole('article').count()).toBe(0);
});

test('Page Down and Page Up go from post to post', async () => {
  const { page } = visitor;
  await visitor.signIn('walker');
  for (const caption of ['One', 'Two']) {
    await visitor.post(photo(`${caption}.jpg`), caption);
    await visitor.seesPost(caption);
  }
  await visitor.postOf('Two').focus();
  await page.keyboard.press('PageDown');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('One');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-posinset'))).toBe('2');
  await page.keyboard.press('PageUp');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Two');
});
