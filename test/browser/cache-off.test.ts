import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchChromium } from './chromium.js';
import { photo, Visitor } from './visitor.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

// As with open developer tools: S3 stores the header that the browser then adds to every request.
test('a photo that is sent while the browser’s cache is off is verified', async () => {
  const visitor = await Visitor.arrive(browser);
  const { page } = visitor;
  await visitor.signIn('developer');
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  const put = page.waitForRequest((request) => request.method() === 'PUT');
  await visitor.choose(photo('beach.jpg'));
  expect(await (await put).allHeaders()).toMatchObject({ 'cache-control': 'no-cache' });
  await visitor.sees('beach.jpg', 'Verified');
  expect(visitor.complaints).toEqual([]);
  await visitor.leave();
});
