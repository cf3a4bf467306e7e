import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import type { Browser, Page } from 'playwright-core';
import { issueToken, system } from '../stack/system.js';
import { launchChromium } from './chromium.js';

let browser: Browser;
let page: Page;
let issuer: string;
/** Requests to the issuer's token endpoint. */
let asked: string[];
const complaints: string[] = [];

beforeAll(async () => {
  browser = await launchChromium();
  issuer = String(decodeJwt(await issueToken('anybody')).iss);
});
afterAll(() => browser.close());

/** The page as deployed with an issuer. */
beforeEach(async () => {
  page = await (await browser.newContext()).newPage();
  page.setDefaultTimeout(30_000);
  asked = [];
  complaints.length = 0;
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) complaints.push(message.text());
  });
  page.on('request', (request) => {
    if (request.url().startsWith(`${issuer}/token`)) asked.push(request.postData() ?? '');
  });
  const signIn = { kind: 'oidc', issuer, clientId: 'waybill-local' };
  await page.route(`${system.pageUrl}/config.json`, (route) =>
    route.fulfill({ json: { apiUrl: system.apiUrl, signIn } }),
  );
});
afterEach(async () => {
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('a user signs in at the issuer, returns to the same view, and the API accepts the token', async () => {
  await page.goto(`${system.pageUrl}/#/files`);
  await page.getByRole('button', { name: 'Sign in' }).click();
  // A new account: alice has files of other tests.
  await page.getByLabel('Or any other name').fill('newly-signed-in');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'My files' }).waitFor();
  expect(page.url()).toBe(`${system.pageUrl}/#/files`);
  await page.getByText('Nothing here yet').waitFor();
  await page.getByRole('button', { name: 'Signed in as newly-signed-in: settings' }).waitFor();
  expect(asked).toHaveLength(1);
  expect(new URLSearchParams(asked[0]).get('code_verifier')).toMatch(/^[\w-]{43}$/);
  // Scripts of other pages of this origin find no token.
  const stored = await page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }]));
  expect(stored).not.toMatch(/eyJ|verifier/);

  await page.getByRole('button', { name: /^Signed in as/ }).click();
  const [leaving] = await Promise.all([
    page.waitForRequest((request) => request.url().startsWith(`${issuer}/endsession`)),
    page.getByRole('button', { name: 'Sign out' }).click(),
  ]);
  expect(new URL(leaving.url()).searchParams.get('post_logout_redirect_uri')).toBe(`${system.pageUrl}/`);
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
});

test('an unrequested code is not used', async () => {
  await page.goto(`${system.pageUrl}/?code=stolen&state=guessed`);
  await page.getByText('Signing in did not work. Try it again.').waitFor();
  expect(asked).toEqual([]);
  expect(page.url()).toBe(`${system.pageUrl}/`);
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('button', { name: 'alice' }).click();
  await page.getByRole('heading', { level: 1, name: 'Feed' }).waitFor();
});
