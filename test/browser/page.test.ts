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
  visitor = await Visitor.arrive(browser);
});
afterEach(async () => {
  expect(visitor.complaints).toEqual([]);
  await visitor.leave();
});

test('a photo is uploaded, followed to its verdict, shown as a thumbnail, and downloaded byte for byte', async () => {
  const { page } = visitor;
  await visitor.signIn('photographer');
  // Each status that the row shows.
  await page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    new MutationObserver(() => {
      const status = document.querySelector('.pill')?.textContent;
      if (status && status !== seen.at(-1)) seen.push(status);
    }).observe(document.body, { childList: true, subtree: true });
  });
  const picture = photo('Evening.jpg');
  await visitor.choose(picture);
  await visitor.sees('Evening.jpg', 'Verified');
  const seen = await page.evaluate(() => (window as unknown as { seen: string[] }).seen);
  const stages = seen.map((status) => status.replace(/ \d+%/, ''));
  expect([...new Set(stages)]).toEqual(['Uploading', 'Checking', 'Verified']);
  expect(await visitor.heard()).toContain('Evening.jpg is verified');

  const row = visitor.row('Evening.jpg');
  expect(await row.textContent()).toContain('JPEG image');
  await row.locator('img').waitFor();
  expect(await row.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(
    0,
  );

  const saving = page.waitForEvent('download');
  await row.getByRole('button', { name: 'Download Evening.jpg' }).click();
  const saved = await saving;
  expect(saved.suggestedFilename()).toBe('Evening.jpg');
  expect(readFileSync(await saved.path())).toEqual(picture.buffer);
});

test('a program under a picture’s name is refused: what was found, where, and what to do', async () => {
  await visitor.signIn('trickster');
  await visitor.choose(fake('holiday.png'));
  await visitor.sees('holiday.png', 'Refused');
  const told = async () => (await visitor.row('holiday.png').textContent()) ?? '';
  expect(await told()).toContain('This is a Linux program (ELF), not a PNG image');
  expect(await told()).toContain('At the very start of the file');
  expect(await told()).toContain('do not open it');
  expect(await visitor.heard()).toContain('holiday.png was refused. This is a Linux program');
  expect(
    await visitor
      .row('holiday.png')
      .getByRole('button', { name: /Download/ })
      .count(),
  ).toBe(0);

  // It is stored in the record, and only there.
  await visitor.page.reload();
  await visitor.sees('holiday.png', 'Refused');
  expect(await told()).toContain('This is a Linux program (ELF)');
  await visitor.signOut();
  await visitor.signIn('somebody-else');
  await visitor.page.getByRole('link', { name: 'My files' }).click();
  await visitor.page.getByText('Nothing here yet').waitFor();
});

test('a deletion asks for confirmation, works with the keyboard alone, and is final', async () => {
  const { page } = visitor;
  await visitor.signIn('tidier');
  await visitor.choose(photo('one.jpg'), photo('two.jpg'));
  await visitor.sees('one.jpg', 'Verified');
  await visitor.sees('two.jpg', 'Verified');

  const remove = page.getByRole('button', { name: 'Delete two.jpg' });
  await remove.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Delete two.jpg?' });
  await dialog.waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(await remove.evaluate((button) => button === document.activeElement)).toBe(true);

  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await visitor.row('two.jpg').waitFor({ state: 'detached' });
  expect(await visitor.heard()).toContain('two.jpg is deleted');
  expect(await page.evaluate(() => document.activeElement?.ariaLabel)).toBe('Download one.jpg');
  await page.reload();
  await visitor.sees('one.jpg', 'Verified');
  expect(await visitor.row('two.jpg').count()).toBe(0);
});

test('a name full of markup stays a name', async () => {
  const { page } = visitor;
  const name = '<img src=x onerror=alert(1)><b>bold</b>.png';
  await visitor.signIn('<i>mallory</i>');
  await visitor.choose(fake(name));
  await visitor.sees(name, 'Refused');
  expect(await page.locator('.row-name b, .row-name img, header i').count()).toBe(0);
  await page.getByRole('button', { name: `Delete ${name}` }).click();
  expect(await page.getByRole('dialog').getByRole('heading').textContent()).toBe(`Delete ${name}?`);
});

test('files are dropped anywhere on the page; a type that is not accepted is reported at once', async () => {
  const { page } = visitor;
  await visitor.signIn('dropper');
  const dropped = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['<h1>Hello</h1>'], 'hello.html', { type: 'text/html' }));
    // As in browsers for extensions that the system does not know.
    transfer.items.add(new File(['# Notes\n\nNothing else.\n'], 'notes.md', { type: '' }));
    return transfer;
  });
  await page.locator('h1').dispatchEvent('drop', { dataTransfer: dropped });
  await visitor.sees('hello.html', 'Not sent');
  expect(await visitor.row('hello.html').textContent()).toContain('The service does not accept a web page');
  await visitor.sees('notes.md', 'Verified');
  expect(await visitor.row('notes.md').textContent()).toContain('Markdown file');
  await page.getByRole('button', { name: 'Dismiss hello.html' }).click();
  expect(await visitor.row('hello.html').count()).toBe(0);
});

test('a broken connection is reported, and the same file succeeds later', async () => {
  const { page } = visitor;
  await visitor.signIn('commuter');
  const writes = (url: URL) => url.searchParams.has('X-Amz-Signature');
  await page.route(writes, (route) => route.abort('connectionreset'));
  await visitor.choose(photo('train.jpg'));
  // It was retried with backoff before.
  await visitor.sees('train.jpg', 'Not sent', 100_000);
  expect(await visitor.row('train.jpg').textContent()).toContain('The connection broke');
  await page.unroute(writes);
  await page.getByRole('button', { name: 'Try again train.jpg' }).click();
  await visitor.sees('train.jpg', 'Verified');
  await page.reload();
  await visitor.sees('train.jpg', 'Verified');
  expect(await page.getByRole('heading', { level: 3 }).count()).toBe(1);
});

test('a transfer can be cancelled, and leaves nothing behind', async () => {
  const { page } = visitor;
  await visitor.signIn('hesitant');
  const network = await page.context().newCDPSession(page);
  await network.send('Network.enable');
  const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 20_000 };
  await network.send('Network.emulateNetworkConditions', slow);
  await visitor.choose({ ...photo('large.jpg'), buffer: Buffer.alloc(400_000, 1) });
  await page.getByRole('progressbar', { name: 'Uploading large.jpg' }).waitFor();
  await page.waitForFunction(() => {
    const { position } = document.querySelector('progress') ?? { position: 0 };
    return position > 0 && position < 1;
  });
  const forgotten = page.waitForResponse((answer) => answer.request().method() === 'DELETE');
  await page.getByRole('button', { name: 'Cancel large.jpg' }).click();
  await visitor.row('large.jpg').waitFor({ state: 'detached' });
  expect((await forgotten).status()).toBe(204);
  await page.reload();
  await page.getByText('Nothing here yet').waitFor();
});
