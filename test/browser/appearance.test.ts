import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { violationsIn } from './axe.js';
import { launchChromium } from './chromium.js';
import { fake, film, photo, Visitor } from './visitor.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

/** Pixels by which the page, or its dialog, is wider than its window. */
const overflow = ({ page }: Visitor) =>
  page.evaluate(() => {
    const dialog = document.querySelector('dialog');
    return (
      document.documentElement.scrollWidth -
      innerWidth +
      (dialog ? dialog.scrollWidth - dialog.clientWidth : 0)
    );
  });

describe.each([
  ['wide', 1040, 'ada', false],
  ['phone', 320, 'radia', true],
] as const)('%s, %i px', (look, width, subject, hasTouch) => {
  async function arrive(view: 'feed' | 'files') {
    const visitor = await Visitor.arrive(
      browser,
      {
        viewport: { width, height: 800 },
        deviceScaleFactor: 2,
        colorScheme: 'light',
        hasTouch,
        isMobile: hasTouch,
      },
      view,
    );
    const { page } = visitor;
    const holds = async (name: string) => {
      await visitor.screenshot(`${look} ${view} ${name}`);
      const inLight = await violationsIn(page);
      // The same elements in other colours: only their contrast can be wrong.
      await page.emulateMedia({ colorScheme: 'dark' });
      const inDark = await violationsIn(page, 'color-contrast');
      await visitor.screenshot(`${look} ${view} ${name} dark`);
      await page.emulateMedia({ colorScheme: 'light' });
      const found = { name, inLight, inDark, overflow: await overflow(visitor) };
      expect(found).toEqual({ name, inLight: [], inDark: [], overflow: 0 });
    };
    return { visitor, page, holds };
  }

  test('my files are accessible and fit the window, whatever is open', async () => {
    const { visitor, page, holds } = await arrive('files');
    await page.getByRole('heading', { name: 'Choose an account' }).waitFor();
    await holds('1 sign in');

    await visitor.signIn(subject);
    await page.getByText('Nothing here yet').waitFor();
    await page.getByText(/up to .* each/).waitFor();
    await holds('2 empty');

    await visitor.choose(fake('invoice-scan.png'), photo('Evening by the lake.jpg'));
    await visitor.sees('invoice-scan.png', 'Refused');
    await visitor.sees('Evening by the lake.jpg', 'Verified');
    await visitor.row('Evening by the lake.jpg').locator('img').waitFor();
    const endless = `${'Donaudampfschifffahrtsgesellschaft'.repeat(4)}.html`;
    await visitor.choose({ name: endless, mimeType: 'text/html', buffer: Buffer.from('<p>') });
    await visitor.sees(endless, 'Not sent');
    await holds('3 list');
    await page.getByText('Grid', { exact: true }).click();
    await holds('4 grid');

    await page.getByRole('button', { name: 'Delete invoice-scan.png' }).click();
    await page.getByRole('dialog').waitFor();
    await holds('5 deletion');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Rename Evening by the lake.jpg' }).click();
    await page.getByRole('dialog').waitFor();
    await holds('6 renaming');
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Share Evening by the lake.jpg' }).click();
    await page.getByLabel(/^Password/).fill('correct horse');
    await page.getByRole('button', { name: 'Make a link' }).click();
    await page.getByLabel('Your link').waitFor();
    await page.getByRole('dialog').getByLabel('Name').fill(`somebody-${subject}`);
    await page.getByRole('button', { name: 'Grant' }).click();
    await page.getByRole('button', { name: /^Revoke for/ }).waitFor();
    await holds('7 sharing');
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: `Dismiss ${endless}` }).click();
    await page.getByLabel('Kind').selectOption('video');
    await page.getByText('No matches').waitFor();
    await holds('8 nothing fits');
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });

  test('the feed is accessible and fits the window, whatever is open', async () => {
    const { visitor, page, holds } = await arrive('feed');
    await visitor.signIn(`poster-${subject}`);
    await page.getByText('No posts yet').waitFor();
    await holds('1 empty');
    await page.getByRole('button', { name: /^Signed in as/ }).click();
    await holds('2 settings');
    await page.keyboard.press('Escape');

    await page.getByRole('textbox', { name: 'Caption' }).fill('Evening by the lake. '.repeat(22));
    await page.getByLabel('Photo or video').setInputFiles(photo('lake.jpg'));
    await page.getByLabel(/^Description/).fill('A lake at dusk');
    await holds('3 composing');
    await page.getByRole('button', { name: 'Post', exact: true }).click();
    await visitor.seesPost('Evening by the lake');
    await visitor.post(film('trailer.webm'), 'A second of film');
    await visitor.seesPost('A second of film');
    await visitor.post(fake('holiday.png'), 'No picture at all');
    await page.getByRole('heading', { name: /^This is a Linux program/ }).waitFor();
    await page.reload();
    await visitor.seesPost('A second of film');
    await visitor.postOf('A second of film').locator('video').waitFor();
    await visitor.postOf('Evening by the lake').scrollIntoViewIfNeeded();
    await visitor.postOf('Evening by the lake').locator('img').waitFor();
    await holds('4 posts');

    await page.getByRole('button', { name: 'Edit caption lake.jpg' }).click();
    await page.getByRole('dialog').waitFor();
    await holds('5 editing');
    await page.keyboard.press('Escape');

    await page.route('**/files?*', (route) => route.fulfill({ status: 403, json: { message: 'Forbidden' } }));
    await page.reload();
    await page.getByText('The feed could not be loaded').waitFor();
    await holds('6 error');
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });
});
