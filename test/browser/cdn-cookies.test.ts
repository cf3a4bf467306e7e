import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Browser, Request } from 'playwright-core';
import type { Deployment } from '../../local/deployment/deployment.js';
import { pageDirectory } from '../../local/page/page-build.js';
import { startPageServer, type PageServer } from '../../local/page/page-server.js';
import { deployWith, issueToken, system } from '../stack/system.js';
import { launchChromium } from './chromium.js';
import { film, photo, Visitor } from './visitor.js';

let stack: Omit<Deployment, 'stop'>;
let server: PageServer;
let browser: Browser;
let visitor: Visitor;
/** What the page read from the edge. */
let reads: Request[];

beforeAll(async () => {
  stack = await deployWith('WaybillCdn', { cdn: 'true', bindReads: 'true' });
  server = await startPageServer({
    directory: pageDirectory,
    issuer: { issueToken, url: system.issuerUrl },
  });
  server.open({ apiUrl: stack.apiUrl, storageUrl: system.s3Endpoint, cdnUrl: stack.cdnUrl ?? '' });
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});
beforeEach(async () => {
  reads = [];
  visitor = await Visitor.arrive(browser, {}, 'feed', server.url);
  visitor.page.on('request', (request) => {
    if (request.url().startsWith(stack.cdnUrl ?? 'no edge')) reads.push(request);
  });
});
afterEach(async () => {
  expect(visitor.complaints).toEqual([]);
  await visitor.leave();
});

/** Posts a picture and a film, and shows them after a reload. */
async function showPosts(): Promise<void> {
  const { page } = visitor;
  await visitor.post(photo('harbour.jpg'), 'In the harbour', 'Boats at a pier');
  await visitor.seesPost('In the harbour');
  await visitor.post(film('waves.webm'), 'Out at sea');
  await visitor.seesPost('Out at sea');
  await page.reload();
  const image = (await visitor.seesPost('In the harbour')).getByRole('img', { name: 'Boats at a pier' });
  await image.waitFor();
  expect(await image.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBeGreaterThan(0);
  const video = (await visitor.seesPost('Out at sea')).locator('video');
  await video.evaluate(
    (player: HTMLVideoElement) =>
      new Promise((resolve) => {
        if (player.readyState > 0) resolve(undefined);
        else player.addEventListener('loadedmetadata', resolve, { once: true });
      }),
  );
}

test('the feed shows pictures and films by cookies, which no script sees, and no URL has a signature', async () => {
  await visitor.signIn('traveller');
  await showPosts();
  expect(reads.length).toBeGreaterThanOrEqual(2);
  for (const request of reads)
    expect(request.url()).toMatch(/\/session\/files\/..\/u-traveller\/[0-9a-f-]{36}\?versionId=[^&]+$/);
  const { page } = visitor;
  const cookies = await page.context().cookies(`${stack.cdnUrl ?? ''}/session/files`);
  const names = ['Hash-Algorithm', 'Key-Pair-Id', 'Policy', 'Signature'].map((name) => `CloudFront-${name}`);
  expect(cookies.map(({ name }) => name).sort()).toEqual(names);
  for (const cookie of cookies)
    expect(cookie).toMatchObject({ path: '/session/', secure: true, httpOnly: true, sameSite: 'Strict' });
  expect(await page.evaluate(() => document.cookie)).toBe('');
});

test('where the edge gets no cookies, by signed URLs', async () => {
  await visitor.page.route(`${stack.cdnUrl ?? ''}/session/**`, (route) =>
    route.fulfill({ status: 403, body: '<Error><Code>MissingKey</Code></Error>' }),
  );
  await visitor.signIn('hermit');
  await showPosts();
  const signed = reads.filter((request) => new URL(request.url()).searchParams.has('Signature'));
  expect(signed.length).toBeGreaterThanOrEqual(2);
});
