import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { issueToken } from '../stack/system.js';
import { engineNames, engines } from './engines.js';
import { serveIssuedPage, type IssuedPage } from './issued-page.js';
import { button, type Tab } from './tab.js';

let page: IssuedPage;
beforeAll(async () => {
  page = await serveIssuedPage(String(decodeJwt(await issueToken('anybody')).iss), 'waybill-local');
});
afterAll(() => page.stop());

describe.each(engineNames)('at an issuer, in %s', (engine) => {
  let tab: Tab;
  beforeAll(async () => {
    tab = await engines[engine]();
  });
  afterAll(() => tab.close());

  const signIn = async (subject: string) => {
    await tab.click(button('Sign in'));
    await tab.type('//input[@name="account"]', subject);
    await tab.click(button('Sign in'));
    await tab.see('//h1[contains(., "My files")]');
  };

  test('a user signs in, comes back to the same view, and the API accepts the token', async () => {
    const subject = `signed in by ${engine}`;
    await tab.open(`${page.url}/#/files`);
    await signIn(subject);
    await tab.see('//*[contains(text(), "Nothing here yet")]');
    await tab.see(button(`Signed in as ${subject}: settings`));
    // The code of the redirect is removed, and what is kept in the tab is no token.
    expect(await tab.evaluate('location.href')).toBe(`${page.url}/#/files`);
    const stored = await tab.evaluate('JSON.stringify([{ ...sessionStorage }, { ...localStorage }])');
    expect(stored).not.toMatch(/eyJ|verifier/);
  });

  test('a reload needs the issuer again, and a sign-out ends at the page', async () => {
    await tab.reload();
    await signIn('another');
    await tab.click(button('Signed in as another: settings'));
    await tab.click(button('Sign out'));
    await tab.see(button('Sign in'));
    expect(String(await tab.evaluate('location.href'))).toMatch(new RegExp(`^${page.url}/`));
  });
});
