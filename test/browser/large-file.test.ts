import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Browser, Request } from 'playwright-core';
import { until } from '../end-to-end/until.js';
import { launchChromium } from './chromium.js';
import { Visitor } from './visitor.js';

jest.setTimeout(120_000);

const mebibyte = 1024 ** 2;
const partCount = 13;

let browser: Browser;
let folder: string;
beforeAll(async () => {
  browser = await launchChromium();
  folder = mkdtempSync(path.join(tmpdir(), 'waybill-large-'));
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

/** Plain text just above the multipart threshold. */
function largeFile(): string {
  const file = path.join(folder, 'minutes.txt');
  const line = 'What was said here was said before, and will be said again by others.\n';
  writeFileSync(file, Buffer.alloc(64 * mebibyte + 1000, line));
  return file;
}

const partOf = (request: Request): string | null =>
  request.method() === 'PUT' ? new URL(request.url()).searchParams.get('partNumber') : null;

test('a large file is paused, cut off from the network, interrupted by a reload, and continues each time', async () => {
  const visitor = await Visitor.arrive(browser);
  const { page } = visitor;
  const file = largeFile();
  const acknowledged: string[] = [];
  const begun: string[] = [];
  page.on('request', (request) => {
    const part = partOf(request);
    if (part) begun.push(part);
  });
  page.on('response', (answer) => {
    const part = partOf(answer.request());
    if (part && answer.ok()) acknowledged.push(part);
  });
  const parts = (count: number) =>
    until(`${count} parts`, async () => acknowledged.length >= count || undefined, 60_000);
  // Slow enough to be interrupted: half a second for a part.
  const network = await page.context().newCDPSession(page);
  const line = (offline: boolean) =>
    network.send('Network.emulateNetworkConditions', {
      offline,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: 12 * mebibyte,
    });
  await line(false);

  await visitor.signIn('chronicler');
  await page.getByLabel(/choose files/).setInputFiles(file);
  await parts(1);
  const row = visitor.row('minutes.txt');
  await row.getByRole('button', { name: 'Pause minutes.txt' }).click();
  await visitor.sees('minutes.txt', 'Paused');
  await row.getByRole('button', { name: 'Resume minutes.txt' }).click();
  await parts(3);

  await line(true);
  await line(false);
  await parts(5);

  await page.reload();
  await page.getByRole('heading', { name: 'My files' }).waitFor();
  const known = new Set(acknowledged);
  begun.length = 0;
  await page.getByLabel(/choose files/).setInputFiles(file);
  await visitor.sees('minutes.txt', 'Verified');
  expect(await page.getByRole('heading', { level: 3 }).count()).toBe(1);
  expect(new Set([...known, ...begun]).size).toBe(partCount);
  expect(begun.length).toBeLessThan(partCount);
  expect(visitor.complaints).toEqual([]);
  await visitor.leave();
});
