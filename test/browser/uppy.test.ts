import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { person, type Person } from '../end-to-end/person.js';
import { system } from '../stack/system.js';
import { launchChromium } from './chromium.js';
import { uppyPage } from './uppy-page.js';
import { fake, type Chosen } from './visitor.js';

let browser: Browser;
let pages: Readonly<Record<string, string>>;
let served: string;
const server = createServer(({ url = '' }, answer) => {
  const type = { html: 'text/html', js: 'text/javascript', css: 'text/css' }[url.split('.')[1] ?? ''];
  answer.writeHead(200, { 'content-type': type }).end(pages[url]);
});
let ada: Person;
/** Three megabytes of an image. */
let large: Chosen;

beforeAll(async () => {
  browser = await launchChromium();
  ada = await person();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  served = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const [width, height] = [1100, 1000];
  const noise = sharp(randomBytes(width * height * 3), { raw: { width, height, channels: 3 } });
  const buffer = await noise.png().toBuffer();
  expect(buffer.length).toBeGreaterThan(3e6);
  large = { name: 'noise.png', mimeType: 'image/png', buffer };
});
afterAll(async () => {
  await browser.close();
  await new Promise((resolve) => server.close(resolve));
});

/** At the origin that the deployment allows. */
async function opened(uploader: 'WaybillUploader' | 'AwsS3'): Promise<Page> {
  pages = await uppyPage(uploader);
  const page = await browser.newPage();
  const { origin } = new URL(system.pageUrl);
  await page.route(`${origin}/${uploader}.*`, (route) =>
    route.continue({ url: route.request().url().replace(origin, served) }),
  );
  await page.addInitScript(
    ([apiUrl, token]) => Object.assign(globalThis, { apiUrl, getToken: () => token }),
    [system.apiUrl, ada.token],
  );
  await page.goto(`${origin}/${uploader}.html`);
  return page;
}

const choose = (page: Page, ...files: readonly Chosen[]) =>
  page
    .locator('.uppy-Dashboard-input')
    .first()
    .setInputFiles([...files]);
const upload = (page: Page) => page.getByRole('button', { name: /^Upload \d+ file/ }).click();

test('Uppy with the plug-in uploads an image of 3 MB despite a network failure, and shows its verdict', async () => {
  const page = await opened('WaybillUploader');
  let puts = 0;
  await page.route('**/*X-Amz-Signature*', (route) => (++puts === 1 ? route.abort() : route.continue()));
  await choose(page, large);
  await upload(page);
  await page.getByText('Complete', { exact: true }).waitFor();
  expect(puts).toBe(2);
  const { items } = await ada.ask<{ items: { filename: string; status: string; sizeBytes: number }[] }>(
    '/files',
  );
  expect(items).toMatchObject([
    { filename: 'noise.png', status: 'verified', sizeBytes: large.buffer.length },
  ]);
  await page.close();
});

test('a program under a picture’s name fails there with the reason', async () => {
  const page = await opened('WaybillUploader');
  const said = page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const { uppy } = globalThis as unknown as {
          uppy: { on: (name: string, act: (...of: never[]) => void) => void };
        };
        uppy.on('postprocess-progress', (_file: unknown, { message }: { message: string }) =>
          resolve(message),
        );
      }),
  );
  await choose(page, fake('holiday.png'));
  await upload(page);
  expect(await said).toBe('Checking the content…');
  await page
    .getByText(/^Upload failed/)
    .first()
    .waitFor();
  const reason = await page.evaluate(
    () =>
      (globalThis as unknown as { uppy: { getFiles(): { error: string }[] } }).uppy.getFiles()[0]?.error ??
      '',
  );
  expect(reason).toMatch(/program .*ELF/i);
  // The help text on the file.
  await page
    .locator(`[aria-label=${JSON.stringify(reason)}]`)
    .first()
    .waitFor();
  await page.close();
});

test('a page with AwsS3 migrates with its signRequest', async () => {
  const page = await opened('AwsS3');
  await choose(page, large);
  await upload(page);
  await page.getByText('Complete', { exact: true }).waitFor();
  const id = await page.evaluate(
    () =>
      (
        globalThis as unknown as { uppy: { getFiles(): { meta: { waybillId: string } }[] } }
      ).uppy.getFiles()[0]?.meta.waybillId ?? '',
  );
  expect(await ada.verdict(id)).toMatchObject({ status: 'verified', sizeBytes: large.buffer.length });
  await page.close();
});
