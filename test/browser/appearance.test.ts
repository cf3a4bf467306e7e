import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AxeResults } from 'axe-core';
import type { Browser } from 'playwright-core';
import { launchChromium } from './chromium.js';
import { fake, photo, Visitor } from './visitor.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

/** What axe-core finds wrong with the page as it stands (WCAG 2.2 A and AA, and good practice). */
async function violations({ page }: Visitor): Promise<string[]> {
  await page.evaluate(axe);
  // Colours on their way to their place have contrasts that nobody reads.
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finish())));
  const found = await page.evaluate(() =>
    (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

/** Pixels by which the page is wider than the window. */
const overflow = ({ page }: Visitor) =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

describe.each([
  ['light', 1040, 'light', 'ada'],
  ['dark', 1040, 'dark', 'grace'],
  ['phone', 320, 'light', 'radia'],
  ['dark phone', 320, 'dark', 'jean'],
] as const)('%s, %i px', (look, width, colorScheme, subject) => {
  test('every view is accessible and fits the window', async () => {
    const visitor = await Visitor.arrive(browser, {
      viewport: { width, height: 800 },
      deviceScaleFactor: 2,
      colorScheme,
    });
    const { page } = visitor;
    const holds = async (view: string) => {
      await visitor.screenshot(`${look} ${view}`);
      expect({ view, violations: await violations(visitor), overflow: await overflow(visitor) }).toEqual({
        view,
        violations: [],
        overflow: 0,
      });
    };
    await page.getByRole('heading', { name: 'Who is sending?' }).waitFor();
    await holds('1 sign in');

    await visitor.signIn(subject);
    await page.getByText('Nothing here yet').waitFor();
    await page.getByText(/up to .* each/).waitFor();
    await holds('2 empty');

    await visitor.choose(fake('invoice-scan.png'));
    await visitor.sees('invoice-scan.png', 'Refused');
    await visitor.choose(photo('Evening by the lake.jpg'));
    await visitor.sees('Evening by the lake.jpg', 'Verified');
    await visitor.row('Evening by the lake.jpg').locator('img').waitFor();
    await holds('3 files');

    const endless = `${'Donaudampfschifffahrtsgesellschaft'.repeat(4)}.html`;
    await visitor.choose({ name: endless, mimeType: 'text/html', buffer: Buffer.from('<p>') });
    await visitor.sees(endless, 'Not sent');
    await holds('4 long name');

    await page.getByRole('button', { name: 'Delete invoice-scan.png' }).click();
    await page.getByRole('dialog').waitFor();
    await holds('5 dialog');
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });
});
