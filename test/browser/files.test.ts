import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchChromium } from './chromium.js';
import { fake, photo, Visitor } from './visitor.js';

let browser: Browser;
let visitor: Visitor;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());
beforeEach(async () => {
  visitor = await Visitor.arrive(browser, { permissions: ['clipboard-read', 'clipboard-write'] });
});
afterEach(async () => {
  expect(visitor.complaints).toEqual([]);
  await visitor.leave();
});

const notes = { name: 'notes.md', mimeType: '', buffer: Buffer.from('# Notes\n\nNothing else.\n') };

test('the list is narrowed by kind, state and time, at an address of its own', async () => {
  const { page } = visitor;
  await visitor.signIn('sorter');
  await visitor.choose(photo('tree.jpg'), fake('trap.png'), notes);
  await visitor.sees('tree.jpg', 'Verified');
  await visitor.sees('trap.png', 'Refused');
  await visitor.sees('notes.md', 'Verified');
  const names = () => page.getByRole('heading', { level: 3 }).allTextContents();

  await page.getByLabel('Kind').selectOption('Pictures');
  await visitor.row('notes.md').waitFor({ state: 'detached' });
  await page.getByLabel('State').focus();
  await page.getByLabel('State').selectOption('Verified');
  await visitor.row('trap.png').waitFor({ state: 'detached' });
  await visitor.row('tree.jpg').waitFor();
  expect(page.url()).toMatch(/#\/files\?kind=image&state=verified$/);
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('filter-state');

  await page.reload();
  await visitor.row('tree.jpg').waitFor();
  expect(await names()).toEqual(['tree.jpg']);
  await page.getByLabel('Kind').selectOption('Videos');
  await page.getByRole('button', { name: 'Show all files' }).click();
  await visitor.row('notes.md').waitFor();
  expect(page.url()).toMatch(/#\/files$/);
  await page.getByLabel('Whose').selectOption('Shared with me');
  await page.getByText('Nobody has shared a file with you yet.').waitFor();
});

// Systems without HEIC report no type, others one of two.
test.each(['', 'image/heic', 'image/heif'])('a photo of an iPhone is accepted as %j', async (mimeType) => {
  await visitor.signIn(`iphone-${mimeType.slice(6)}`);
  const bytes = readFileSync('test/fixtures/content/image/still.heic');
  await visitor.choose({ name: 'IMG_0002.HEIC', mimeType, buffer: bytes });
  await visitor.sees('IMG_0002.HEIC', 'Verified');
});

test('a file is renamed; a name that would run is refused where it is written', async () => {
  const { page } = visitor;
  await visitor.signIn('namer');
  await visitor.choose(photo('IMG_0001.jpg'));
  await visitor.sees('IMG_0001.jpg', 'Verified');
  await page.getByRole('button', { name: 'Rename IMG_0001.jpg' }).click();
  const dialog = page.getByRole('dialog', { name: 'Rename' });
  // The name is selected up to its extension: typing replaces it.
  await page.keyboard.type('Evening');
  expect(await dialog.getByLabel('New name').inputValue()).toBe('Evening.jpg');
  await dialog.getByLabel('New name').fill('Evening.exe');
  await page.keyboard.press('Enter');
  await dialog.getByText(/names that end in .exe are not accepted/).waitFor();
  await dialog.getByLabel('New name').fill('Evening.jpg');
  await page.keyboard.press('Enter');
  await visitor.sees('Evening.jpg', 'Verified');
  expect(await visitor.heard()).toContain('Now named Evening.jpg');
  expect(await page.evaluate(() => document.activeElement?.ariaLabel)).toBe('Rename Evening.jpg');
  await page.reload();
  await visitor.sees('Evening.jpg', 'Verified');
});

test('a link is created with its limits, copied, opens the file anonymously, and stops working when it is revoked', async () => {
  const { page } = visitor;
  await visitor.signIn('sharer');
  await visitor.choose(photo('map.jpg'));
  await visitor.sees('map.jpg', 'Verified');
  const share = page.getByRole('button', { name: 'Share map.jpg' });
  await share.click();
  const dialog = page.getByRole('dialog', { name: 'Share map.jpg' });
  await dialog.getByText('None.').waitFor();
  await dialog.getByLabel('Works for').selectOption('1 hour');
  await dialog.getByLabel('Downloads at most').fill('3');
  await dialog.getByLabel('Password').fill('correct horse');
  await dialog.getByRole('button', { name: 'Make a link' }).click();
  await dialog.getByRole('button', { name: 'Copy' }).click();
  await dialog.getByRole('button', { name: 'Copied' }).waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toBe(await dialog.getByLabel('Your link').inputValue());
  const row = dialog.getByRole('listitem').first();
  expect(await row.textContent()).toMatch(/Until .*0 of 3 downloads.*With password/);

  const open = () => fetch(link, { headers: { accept: 'application/json' } });
  expect(await (await open()).json()).toMatchObject({ passwordRequired: true, filename: null });
  await dialog.getByRole('button', { name: /^Revoke the link/ }).click();
  await dialog.getByText('None.').waitFor();
  expect((await open()).status).toBe(404);
  await page.keyboard.press('Escape');
  expect(await share.evaluate((button) => button === document.activeElement)).toBe(true);
});

test('an image is pasted, and gets a unique name', async () => {
  const { page } = visitor;
  await visitor.signIn('paster');
  await page.getByText('Nothing here yet').waitFor();
  const bytes = [...photo('').buffer];
  await page.evaluate((numbers) => {
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File([new Uint8Array(numbers)], 'image.png', { type: 'image/jpeg' }));
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
  }, bytes);
  const name = page.getByRole('heading', { level: 3 });
  await name.waitFor();
  expect(await name.textContent()).toMatch(/^Pasted \d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d\.png$/);
});

test('an upload continues while another view is open, and in another language', async () => {
  const { page } = visitor;
  await visitor.signIn('wanderer');
  const network = await page.context().newCDPSession(page);
  await network.send('Network.enable');
  const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 60_000 };
  await network.send('Network.emulateNetworkConditions', slow);
  await visitor.choose({ ...notes, buffer: Buffer.alloc(400_000, 'Nothing else.\n') });
  await page.getByRole('progressbar', { name: 'Uploading notes.md' }).waitFor();
  await page.getByRole('link', { name: 'Feed' }).click();
  await page.getByRole('heading', { name: 'Feed' }).waitFor();
  expect(await page.title()).toBe('Feed · Waybill');
  await page.goBack();
  await page.getByRole('progressbar', { name: 'Uploading notes.md' }).waitFor();

  await page.getByRole('button', { name: /^Signed in as/ }).click();
  await page.getByLabel('Deutsch').check();
  await page.getByRole('heading', { name: 'Meine Dateien' }).waitFor();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('de');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('value'))).toBe('de');
  await page.keyboard.press('Escape');
  await page.getByRole('progressbar', { name: 'notes.md wird gesendet' }).waitFor();
  await network.send('Network.emulateNetworkConditions', { ...slow, uploadThroughput: -1 });
  await visitor.sees('notes.md', 'Geprüft');
  expect(await visitor.heard()).toContain('notes.md ist geprüft');
  await page.reload();
  await visitor.sees('notes.md', 'Geprüft');
});

test('the page uses the browser’s language and colour scheme by default', async () => {
  const german = await Visitor.arrive(browser, { locale: 'de-AT', colorScheme: 'light' });
  const { page } = german;
  await page.getByRole('heading', { name: 'Konto wählen' }).waitFor();
  const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await background();
  await page.getByRole('button', { name: 'Einstellungen' }).click();
  await page.getByLabel('Dunkel').check();
  expect(await background()).not.toBe(light);
  await page.reload();
  expect(await background()).not.toBe(light);
  await page.getByRole('button', { name: 'Einstellungen' }).click();
  await page.getByLabel('Wie das System').check();
  expect(await background()).toBe(light);
  expect(german.complaints).toEqual([]);
  await german.leave();
});
