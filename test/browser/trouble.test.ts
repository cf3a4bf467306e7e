import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { violationsIn } from './axe.js';
import { launchChromium } from './chromium.js';
import { photo, Visitor } from './visitor.js';

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

/** A picture on disk, which is the same file each time it is chosen. */
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

test('an upload that was left by a reload says so, knows its file from others, and goes on', async () => {
  const visitor = await Visitor.arrive(browser);
  const { page } = visitor;
  await visitor.signIn('reloader');
  // No answer, ever.
  await page.route(writes, () => undefined);
  const file = onDisk('walk.jpg');
  await page.getByLabel(/choose files/).setInputFiles(file);
  await page.getByRole('progressbar', { name: 'Uploading walk.jpg' }).waitFor();
  await visitor
    .row('walk.jpg')
    .getByText(/^Uploading \d+%$/)
    .first()
    .waitFor();
  await page.reload();
  await visitor.sees('walk.jpg', 'Stopped at 0%');
  await page.unroute(writes);
  const row = visitor.row('walk.jpg');
  await row.getByText('Choose the file again to go on').waitFor();
  expect(await violationsIn(page)).toEqual([]);
  await visitor.screenshot('interrupted');

  await chooseAgain(page, 'walk.jpg', onDisk('other.jpg'));
  await row.getByRole('alert').getByText('That is other.jpg. This was begun with walk.jpg.').waitFor();
  const again = onDisk('walk.jpg');
  utimesSync(again, 1, 1);
  await chooseAgain(page, 'walk.jpg', again);
  await row.getByRole('alert').getByText('That file was changed since.').waitFor();
  await visitor.leave();
});

test('tabs see what another one sends, and what became of it', async () => {
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

test('offline, a row says so; back online, it goes on by itself', async () => {
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

test('a token that is refused offers to sign in, and what failed for it is tried again', async () => {
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
