import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Browser, Page, Request } from 'playwright-core';
import { until } from '../end-to-end/until.js';
import { violationsIn } from './axe.js';
import { launchChromium } from './chromium.js';
import { photo, Visitor } from './visitor.js';

jest.setTimeout(120_000);

let browser: Browser;
let folder: string;
beforeAll(async () => {
  browser = await launchChromium();
  folder = mkdtempSync(path.join(tmpdir(), 'waybill-trouble-'));
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

/** An image on disk, which is the same file each time it is chosen. */
function onDisk(name: string, buffer = photo('').buffer): string {
  const file = path.join(folder, name);
  writeFileSync(file, buffer);
  return file;
}

const writes = (url: URL) => url.searchParams.has('X-Amz-Signature');

async function chooseAgain(page: Page, name: string, file: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: `Choose the file ${name}` }).press('Enter');
  await (await chooser).setFiles(file);
}

test('an upload that a reload interrupted is shown as such, and recognizes its file', async () => {
  const visitor = await Visitor.arrive(browser);
  const { page } = visitor;
  await visitor.signIn('reloader');
  // Never a response.
  await page.route(writes, () => undefined);
  const sending = page.waitForRequest((request) => writes(new URL(request.url())));
  await page.getByLabel(/choose files/).setInputFiles(onDisk('walk.jpg'));
  await sending;
  await page.reload();
  await visitor.sees('walk.jpg', 'Stopped at 0%');
  await page.unroute(writes);
  const row = visitor.row('walk.jpg');
  await row.getByText('Choose the file again to continue').waitFor();
  expect(await violationsIn(page)).toEqual([]);
  await visitor.screenshot('interrupted');

  await chooseAgain(page, 'walk.jpg', onDisk('other.jpg'));
  await row.getByRole('alert').getByText('That is other.jpg. This was begun with walk.jpg.').waitFor();
  const again = onDisk('walk.jpg');
  utimesSync(again, 1, 1);
  await chooseAgain(page, 'walk.jpg', again);
  await row.getByRole('alert').getByText('That file has changed since.').waitFor();
  await visitor.leave();
});

const partOf = (request: Request): number =>
  request.method() === 'PUT' ? Number(new URL(request.url()).searchParams.get('partNumber')) : 0;

/** Numbers of the parts that the browser stored as acknowledged. */
const rememberedParts = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number[]>((resolve, reject) => {
        const opening = indexedDB.open('waybill', 1);
        let missing = false;
        // The page makes the database itself: one that this made would have no table.
        opening.onupgradeneeded = () => {
          missing = true;
          opening.transaction?.abort();
        };
        opening.onerror = () => (missing ? resolve([]) : reject(opening.error as Error));
        opening.onsuccess = () => {
          const all = opening.result.transaction('uploads').objectStore('uploads').getAll();
          opening.result.close();
          all.onsuccess = () => resolve((all.result as { parts: number[] }[]).flatMap(({ parts }) => parts));
        };
      }),
  );

test('a large file that a reload interrupted continues with the parts that storage does not have', async () => {
  const visitor = await Visitor.arrive(browser);
  const { page } = visitor;
  await visitor.signIn('returner');
  // Above the multipart threshold; three parts succeed.
  const line = 'What was begun once is begun once, and is gone on with.\n';
  const file = onDisk('diary.txt', Buffer.alloc(65 * 1024 ** 2, line));
  await page.route(writes, (route) => (partOf(route.request()) <= 3 ? route.continue() : undefined));
  await page.getByLabel(/choose files/).setInputFiles(file);
  await until('three parts', async () => (await rememberedParts(page)).length === 3 || undefined, 60_000);
  await page.reload();
  await visitor.sees('diary.txt', 'Stopped at 23%');
  await page.unroute(writes);
  const row = visitor.row('diary.txt');
  await row.getByText('23% of diary.txt is kept for a day.').waitFor();
  expect(await violationsIn(page)).toEqual([]);
  await visitor.screenshot('stopped');

  await chooseAgain(page, 'diary.txt', onDisk('diary-2.txt'));
  await row.getByRole('alert').getByText('That is diary-2.txt. This was begun with diary.txt.').waitFor();
  const sent: number[] = [];
  page.on('request', (request) => partOf(request) && sent.push(partOf(request)));
  const chooser = page.waitForEvent('filechooser');
  await row.getByRole('button', { name: 'Choose the file diary.txt' }).click();
  await (await chooser).setFiles(file);
  await visitor.sees('diary.txt', 'Verified', 60_000);
  expect(sent.sort((one, other) => one - other)).toEqual([4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
  expect(await page.getByRole('heading', { level: 3 }).count()).toBe(1);
  expect(visitor.complaints).toEqual([]);
  await visitor.leave();
});

test('tabs show the uploads of another one, and their outcome', async () => {
  const visitor = await Visitor.arrive(browser);
  const { page } = visitor;
  await visitor.signIn('two-tabs');
  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.getByLabel('Or any other name').fill('two-tabs');
  await other.getByRole('button', { name: 'Sign in', exact: true }).click();
  await other.getByText('Nothing here yet').waitFor();
  let goOn: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (goOn = resolve));
  await page.route(writes, async (route) => {
    await held;
    await route.continue();
  });
  await page.getByLabel(/choose files/).setInputFiles(onDisk('train.jpg'));
  const row = other.getByRole('listitem').filter({ hasText: 'train.jpg' });
  await row.getByText('In another tab').first().waitFor();
  goOn();
  await visitor.sees('train.jpg', 'Verified');
  await row.locator('.pill').getByText('Verified', { exact: true }).waitFor();
  await row.getByRole('button', { name: 'Delete train.jpg' }).click();
  await other.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await row.waitFor({ state: 'detached' });
  expect(visitor.complaints).toEqual([]);
  await visitor.leave();
});

test('offline, a row shows it; back online, it continues automatically', async () => {
  const visitor = await Visitor.arrive(browser);
  const { page } = visitor;
  await visitor.signIn('commuter-two');
  await page.route(writes, () => undefined);
  await page.getByLabel(/choose files/).setInputFiles(onDisk('tunnel.jpg'));
  await visitor
    .row('tunnel.jpg')
    .getByText(/^Uploading \d+%$/)
    .first()
    .waitFor();
  await page.unroute(writes);
  await page.context().setOffline(true);
  await visitor
    .row('tunnel.jpg')
    .getByText(/^Offline, waiting at/)
    .first()
    .waitFor();
  expect(await visitor.heard()).toContain('You are offline');
  await visitor.screenshot('offline');
  await page.context().setOffline(false);
  await visitor
    .row('tunnel.jpg')
    .getByText(/^(Uploading|Checking|Verified)/)
    .first()
    .waitFor();
  await visitor.leave();
});

test('a rejected token offers to sign in, and failed requests are then retried', async () => {
  const visitor = await Visitor.arrive(browser);
  const { page } = visitor;
  await visitor.signIn('expired');
  const uploads = (url: URL) => url.pathname.endsWith('/uploads');
  await page.route(uploads, (route) =>
    route.fulfill({
      status: route.request().method() === 'OPTIONS' ? 204 : 401,
      headers: { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' },
      body: '{"message":"Unauthorized"}',
    }),
  );
  await page.getByLabel(/choose files/).setInputFiles(onDisk('late.jpg'));
  await visitor.sees('late.jpg', 'Not sent');
  await page.locator('.signed-out').getByText('You are no longer signed in').waitFor();
  await visitor.screenshot('signed-out');
  expect(
    await visitor
      .row('late.jpg')
      .getByRole('button', { name: /Try again/ })
      .count(),
  ).toBe(0);
  await page.unroute(uploads);
  await page.locator('.signed-out').getByRole('button', { name: 'Sign in' }).click();
  await visitor.sees('late.jpg', 'Verified');
  expect(await page.locator('.signed-out').textContent()).toBe('');
  await visitor.leave();
});

test('a name that turns itself round is shown as what it is', async () => {
  const visitor = await Visitor.arrive(browser);
  const { page } = visitor;
  await visitor.signIn('spoofer');
  await visitor.choose(photo('photo_\u202egnp.jpg'));
  await page.getByRole('heading', { level: 3, name: /^photo_/ }).waitFor();
  expect(await page.locator('body').innerText()).not.toContain('\u202e');
  await visitor.leave();
});
