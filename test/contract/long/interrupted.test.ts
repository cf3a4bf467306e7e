import { createHash } from 'node:crypto';
import { createReadStream, mkdtempSync, openAsBlob, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { createClient } from '../../../client/index.js';
import { launchChromium } from '../../browser/chromium.js';
import { uppyPage } from '../../browser/uppy-page.js';
import { until } from '../../end-to-end/until.js';
import { ApiFront } from '../s3-compatible/api-front.js';
import { startService, type Service } from '../s3-compatible/service.js';
import { StorageProxy } from '../s3-compatible/storage-proxy.js';
import { writeLargeText } from './large-text.js';
import { uploadPage } from './upload-page.js';

jest.setTimeout(300_000);

const sizeBytes = 120e6;
const partBytes = 5 * 1024 ** 2;
/** Of an uplink of 48 Mbit/s. */
const bytesPerSecond = 6e6;

let service: Service;
let front: ApiFront;
let apiUrl: string;
let folder: string;
let file: string;
const proxy = new StorageProxy();

beforeAll(async () => {
  service = await startService({
    changes: { maxSizeBytes: sizeBytes, multipartThresholdBytes: 64e6, allowedTypes: ['text/plain'] },
    reach: (store) => proxy.listen(store),
  });
  front = new ApiFront(service, { ...(await uploadPage()), ...(await uppyPages()) });
  apiUrl = await front.listen();
  folder = mkdtempSync(path.join(tmpdir(), 'waybill-interrupted-'));
  file = path.join(folder, 'minutes.txt');
  writeLargeText(file, sizeBytes);
}, 600_000);

afterAll(async () => {
  await front?.stop();
  await proxy.stop();
  await service?.stop();
  if (folder) rmSync(folder, { recursive: true });
});

beforeEach(() => {
  proxy.sentBytes = 0;
  proxy.taken.length = 0;
});

/** The connection breaks after the bytes of this many parts; those of the unfinished part are lost. */
const broken = (parts: number) => proxy.cutAt(parts * partBytes);

async function isStoredWhole(id: string): Promise<void> {
  const client = createClient({ apiUrl, getToken: () => 'alice' });
  const received = createHash('sha256');
  for await (const piece of (await client.download(id)).body ?? []) received.update(piece);
  const sent = createHash('sha256');
  for await (const piece of createReadStream(file)) sent.update(piece as Buffer);
  expect(received.digest('hex')).toBe(sent.digest('hex'));
}

/** The programs of docs/uppy.md. */
async function uppyPages() {
  const pages = await Promise.all([uppyPage('WaybillUploader'), uppyPage('AwsS3')]);
  const types = { html: 'text/html', js: 'text/javascript', css: 'text/css' };
  return Object.fromEntries(
    pages
      .flatMap(Object.entries<string>)
      .map(([name, text]) => [name, { text, type: types[name.split('.')[1] as keyof typeof types] }]),
  );
}

const overhead = () => {
  const ratio = proxy.sentBytes / sizeBytes;
  process.stdout.write(`  ${String(proxy.sentBytes)} bytes on the wire: ${ratio.toFixed(3)} x the file\n`);
  return ratio;
};

test('120 MB in Chromium with three offline spells and a reload: verified, and at most a tenth is sent twice', async () => {
  const browser = await launchChromium();
  try {
    const context = await browser.newContext();
    const page = await context.newPage();
    const network = await context.newCDPSession(page);
    const line = (offline: boolean) =>
      network.send('Network.emulateNetworkConditions', {
        ...{ offline, latency: 0, downloadThroughput: -1, uploadThroughput: bytesPerSecond },
      });
    const spell = async (parts: number) => {
      await broken(parts);
      await line(true);
      await page.waitForTimeout(500);
      proxy.mend();
      await line(false);
    };
    await page.goto(apiUrl);
    await line(false);
    const choose = () => page.locator('input').setInputFiles(file);
    await choose();
    await spell(4.3);
    await spell(9.8);
    await broken(14.5);
    await page.reload();
    proxy.mend();
    await choose();
    await spell(20);
    const output = page.locator('output');
    const ended = async () => (await output.textContent()) || undefined;
    const [status, id = ''] = (await until('the verdict', ended, 60_000)).split(' ');
    expect(status).toBe('verified');
    expect(overhead()).toBeLessThanOrEqual(1.1);
    await isStoredWhole(id);
  } finally {
    await browser.close();
  }
});

test('the same in Node.js, where the line breaks three times', async () => {
  proxy.bytesPerSecond = bytesPerSecond;
  const client = createClient({ apiUrl, getToken: () => 'alice' });
  const blob = await openAsBlob(file, { type: 'text/plain' });
  const upload = client.upload(blob, { filename: 'minutes.txt' });
  for (const parts of [4.3, 11.8, 18.5]) {
    await broken(parts);
    await new Promise((resolve) => setTimeout(resolve, 500));
    proxy.mend();
  }
  const { id } = await upload;
  expect((await client.waitForVerdict(id)).status).toBe('verified');
  expect(overhead()).toBeLessThanOrEqual(1.1);
  await isStoredWhole(id);
});

describe('120 MB in Uppy over a connection that breaks in the middle', () => {
  /** @returns sent bytes for each byte of the file */
  async function sent(uploader: 'WaybillUploader' | 'AwsS3'): Promise<number> {
    proxy.bytesPerSecond = 4 * bytesPerSecond;
    const browser = await launchChromium();
    try {
      const page = await browser.newPage();
      await page.addInitScript(() =>
        Object.assign(globalThis, { apiUrl: location.origin, getToken: () => 'alice' }),
      );
      await page.goto(`${apiUrl}/${uploader}.html`);
      const halfWay = broken(11.5);
      await page.locator('.uppy-Dashboard-input').first().setInputFiles(file);
      await page.getByRole('button', { name: 'Upload 1 file' }).click();
      await halfWay;
      await page.waitForTimeout(500);
      proxy.mend();
      const complete = page.getByText('Complete', { exact: true });
      const retry = page.getByRole('button', { name: /^Retry/ }).first();
      // When Uppy stops retrying, the button is pressed.
      await complete.or(retry).first().waitFor({ timeout: 120_000 });
      if (await retry.isVisible()) await retry.click();
      await complete.waitFor({ timeout: 120_000 });
      process.stdout.write(`  ${uploader} in Uppy:`);
      return overhead();
    } finally {
      await browser.close();
    }
  }

  test('the plug-in sends at most a tenth twice; AwsS3 starts again', async () => {
    expect(await sent('WaybillUploader')).toBeLessThanOrEqual(1.1);
    proxy.sentBytes = 0;
    expect(await sent('AwsS3')).toBeGreaterThan(1.4);
  });
});
