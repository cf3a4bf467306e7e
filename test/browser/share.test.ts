import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { drawing, photo } from '../end-to-end/fixture.js';
import { person, type Person } from '../end-to-end/person.js';
import { makeShare, sharesOf } from '../end-to-end/shared.js';
import { system } from '../stack/system.js';
import { launchChromium } from './chromium.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser: Browser;
let page: Page;
let ada: Person;
/** What the browser blocked, or failed at. */
let complaints: string[];
beforeAll(async () => {
  [browser, ada] = await Promise.all([launchChromium(), person()]);
});
afterAll(() => browser.close());
beforeEach(async () => {
  complaints = [];
  const context = await browser.newContext({ locale: 'en-GB' });
  page = await context.newPage();
  page.setDefaultTimeout(30_000);
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('status of 40'))
      complaints.push(message.text());
  });
});
afterEach(async () => {
  expect(complaints).toEqual([]);
  await page.context().close();
});

describe('the visitor of a link', () => {
  test('sees what it is, and has it by one button', async () => {
    const picture = photo();
    const { id, filename } = await ada.store(picture);
    const share = await makeShare(ada, id, { maxDownloads: 1 });
    await page.goto(share.url);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(filename);
    expect(await page.getByRole('definition').allTextContents()).toEqual([
      'Image (JPEG)',
      expect.stringMatching(/^[\d.]+ kB$/),
      expect.stringMatching(/^\d+ \w+ \d{4}.* UTC$/),
    ]);
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download' }).click();
    const saved = await saving;
    expect(saved.suggestedFilename()).toBe(filename);
    expect(readFileSync(await saved.path())).toEqual(picture.bytes);
    expect((await sharesOf(ada, id))[0]).toMatchObject({ downloads: 1 });

    await page.reload();
    expect(await page.getByRole('heading').textContent()).toBe('This link does not open a file');
  });

  test('can view an image in the browser, with the keyboard alone', async () => {
    const { id } = await ada.store(drawing());
    await page.goto((await makeShare(ada, id)).url);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.origin === system.s3Endpoint);
    expect(
      await page.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth),
    ).toBeGreaterThan(0);
    // The link is not sent to S3.
    expect(await page.evaluate(() => document.referrer)).toBe('');
  });

  test('enters the password, and again after a wrong one', async () => {
    const { id, filename } = await ada.store(drawing());
    await page.goto((await makeShare(ada, id, { password: 'correct horse' })).url);
    expect(await page.getByRole('heading').textContent()).toBe('Protected file');
    await page.getByLabel('Password').fill('correct house');
    await page.getByRole('button', { name: 'Download' }).click();
    await page.getByRole('heading', { name: 'The password is wrong' }).waitFor();
    expect(await page.locator('dl').innerText()).toContain('Image (PNG)');
    await page.getByLabel('Password').fill('correct horse');
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download' }).click();
    expect((await saving).suggestedFilename()).toBe(filename);
  });

  test.each([
    ['<img src=x onerror=alert(1)><b>.png', '<img src=x onerror=alert(1)><b>.png'],
    ['\u202Egnp.exe.png', 'gnp.exe.png'],
    ['שלום "1".png', 'שלום "1".png'],
  ])('sees the name %j unchanged', async (given, shown) => {
    const { filename, ...rest } = drawing();
    const { id } = await ada.store({ ...rest, filename: `${filename} ${given}` });
    await page.goto((await makeShare(ada, id)).url);
    expect(await page.locator('h1 bdi').textContent()).toBe(`${filename} ${shown}`);
    expect(await page.title()).toBe(`${filename} ${shown}`);
  });
});

describe('the pages of links have no violation that axe finds', () => {
  const rules = {
    type: 'tag',
    values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  };

  test.each(['light', 'dark'] as const)('in %s', async (colorScheme) => {
    const { id } = await ada.store(drawing());
    const open = await makeShare(ada, id);
    const shut = await makeShare(ada, id, { password: 'correct horse' });
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 360, height: 640 });
    for (const url of [open.url, shut.url, `${open.url.slice(0, -43)}${'A'.repeat(43)}`]) {
      await page.goto(url);
      // The page's own policy allows no script; the test's script bypasses it.
      const session = await page.context().newCDPSession(page);
      await session.send('Runtime.evaluate', { expression: axe });
      const { result } = await session.send('Runtime.evaluate', {
        expression: `axe.run({ runOnly: ${JSON.stringify(rules)} }).then(({ violations }) => JSON.stringify(violations))`,
        awaitPromise: true,
      });
      const violations = JSON.parse(String(result.value)) as AxeResults['violations'];
      expect(violations.map(({ id: rule, nodes }) => [rule, nodes.map(({ html }) => html)])).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    }
  });
});
