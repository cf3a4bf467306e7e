import type { Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { person, type Person } from '../../end-to-end/person.js';
import { launchChromium } from '../chromium.js';
import { buildReactExample, openExample, serveExample } from './example-app.js';
import { fake, film, photo, type Chosen } from '../visitor.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

const versions = {
  18: { react: 'react-18', 'react-dom': 'react-dom-18' },
  19: { react: 'react', 'react-dom': 'react-dom' },
} as const;

describe.each([18, 19] as const)('docs/examples/react with React %i, in StrictMode,', (version) => {
  let server: Server;
  let page: Page;
  let ada: Person;
  const errors: string[] = [];

  beforeAll(async () => {
    const app = await buildReactExample(versions[version]);
    expect(app.get('main.js')).toContain(`"${version}.`);
    ada = await person();
    server = await serveExample(app);
    page = await openExample(browser, server, ada);
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
  });
  afterAll(async () => {
    await page.close();
    await new Promise((resolve) => server.close(resolve));
  });

  const choose = (...files: readonly Chosen[]) => page.getByLabel('Choose files').setInputFiles([...files]);
  const row = (name: string) =>
    page.getByRole('list', { name: 'Uploads' }).locator('> li', { hasText: name });
  const files = () => page.getByRole('list', { name: 'Files' }).getByRole('listitem');
  const sees = (name: string, status: string) =>
    row(name).getByRole('status').getByText(status, { exact: true }).waitFor();

  test('files are uploaded and verified, and the list shows them page by page', async () => {
    const names = ['one.jpg', 'two.jpg', 'three.jpg'];
    await choose(...names.map(photo));
    for (const name of names) await sees(name, 'verified');
    await page.getByRole('button', { name: 'Show more' }).click();
    await files().nth(2).waitFor();
    expect((await files().allTextContents()).sort()).toEqual([...names].sort());
    const { items } = await ada.ask<{ items: { metadata: object }[] }>('/files');
    expect(items.map(({ metadata }) => metadata)).toEqual(names.map(() => ({ from: 'react' })));
  });

  test('the list follows its filter', async () => {
    await choose(film('film.webm'));
    await sees('film.webm', 'verified');
    await page.getByLabel('Type').selectOption('videos');
    await files().getByText('film.webm').waitFor();
    expect(await files().allTextContents()).toEqual(['film.webm']);
    await page.getByLabel('Type').selectOption('all');
    await files().nth(1).waitFor();
  });

  test('a program under a picture’s name is rejected with the reason, and its name is only text', async () => {
    const name = '<img src=x onerror=alert(1)>.png';
    await choose(fake(name));
    await sees(name, 'rejected');
    expect(await row(name).textContent()).toMatch(/program .*ELF/i);
    expect(await page.locator('img').count()).toBe(0);
  });

  test('an upload that is cancelled is aborted in the service', async () => {
    let release: () => void = () => undefined;
    const isSent = new Promise<void>((resolve) => (release = resolve));
    await page.route('**/*X-Amz-Signature*', async (route) => {
      await isSent;
      await route.abort();
    });
    await choose(photo('cancelled.jpg'));
    await sees('cancelled.jpg', 'uploading');
    await page.waitForRequest(/X-Amz-Signature/);
    const aborted = page.waitForResponse((answer) => answer.request().method() === 'DELETE');
    await page.getByRole('button', { name: 'Cancel cancelled.jpg' }).click();
    await sees('cancelled.jpg', 'aborted');
    expect((await aborted).status()).toBe(204);

    await choose(photo('unmounted.jpg'));
    await sees('unmounted.jpg', 'uploading');
    await page.waitForRequest(/X-Amz-Signature/);
    const abortedToo = page.waitForResponse((answer) => answer.request().method() === 'DELETE');
    await page.getByRole('button', { name: 'Close uploads' }).click();
    expect((await abortedToo).status()).toBe(204);
    release();
    await page.unroute('**/*X-Amz-Signature*');
    await page.getByRole('button', { name: 'Open uploads' }).click();
  });

  test('a failure is shown, and what has ended can be cleared', async () => {
    await choose({ name: 'empty.png', mimeType: 'image/png', buffer: Buffer.alloc(0) });
    await sees('empty.png', 'failed');
    await row('empty.png').getByRole('alert').waitFor();
    await page.getByRole('button', { name: 'Clear' }).click();
    await row('empty.png').waitFor({ state: 'detached' });
  });

  test('React and the browser had nothing to complain about', () => {
    // The browser reports each refused request.
    expect(errors.filter((text) => !text.startsWith('Failed to load resource'))).toEqual([]);
  });
});
