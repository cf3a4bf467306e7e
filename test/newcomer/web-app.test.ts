import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../browser/chromium.js';
import { fake, photo, type Chosen } from '../browser/chosen.js';
import { documentedBlocks } from '../docs/documented.js';
import { Clone } from './clone.js';

const root = path.join(import.meta.dirname, '../..');
const program = (document: string) =>
  /```js\n(import \{ createClient \} from '@waybill\/client';\n[\s\S]*?)```/.exec(
    readFileSync(path.join(root, document), 'utf8'),
  )?.[1] ?? '';

jest.setTimeout(600_000);

describe('a newcomer with a clone', () => {
  let clone: Clone;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    clone = new Clone();
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await clone?.remove();
  });

  test('runs the command before anything was built', async () => {
    expect(await clone.shell('npx waybill help')).toContain('Usage: waybill');
  });

  test('has an app of the README’s lines on Vite’s own port, and uploads from it to an unchanged npm start', async () => {
    await clone.start('npm start', /Ctrl-C stops everything/);
    const [lines = ''] = await documentedBlocks('README.md', 'The newcomer’s test runs');
    await clone.shell(lines);
    const app = clone.beside('my-app');
    writeFileSync(path.join(app, 'main.js'), program('README.md'));
    const vite = await clone.start('npx vite', /Local: +http:\S+/, app);
    const address = /Local: +(http:\/\/localhost:\d+)/.exec(vite.said)?.[1] ?? '';
    const token = (await clone.shell('npm run --silent token -- alice')).trim();

    page = await (await browser.newContext()).newPage();
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('dialog', (dialog) => void dialog.accept(token));
    await page.goto(address);
    expect(await ended(photo('first.jpg'))).toBe('verified');
    expect(await page.locator('progress').getAttribute('value')).toBe('1');
    expect(await ended(fake('fake.png'))).toMatch(/^rejected: declared image\/png, found application\/x-elf/);
  });

  test('shows on the page why an upload failed, and asks for another token', async () => {
    const program = { name: 'run.exe', mimeType: 'application/x-msdownload', buffer: Buffer.from('MZ') };
    expect(await ended(program)).toMatch(/application\/x-msdownload/);
    await page.evaluate(() => sessionStorage.setItem('token', 'old'));
    expect(await ended(photo('second.jpg'))).toMatch(/token/);
    expect(await ended(photo('third.jpg'))).toBe('verified');
    expect(complaints).toEqual([]);
  });

  test('finds the same program in the package’s own README', () => {
    expect(program('client/README.md')).toBe(program('README.md'));
    expect(program('README.md')).not.toBe('');
  });

  /** The last message of the page about a file. */
  async function ended(file: Chosen): Promise<string> {
    await page.locator('input[type=file]').setInputFiles(file);
    const output = page.locator('output');
    await page.waitForFunction(() => document.querySelector('output')?.value !== '', undefined, {
      timeout: 60_000,
    });
    return (await output.textContent()) ?? '';
  }
});
