import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { launchChromium } from '../browser/chromium.js';
import { documentedBlocks } from '../docs/documented.js';
import { Clone } from './clone.js';
import { signedIn, withFiles, withHeldFile, withLink } from './requests.js';

jest.setTimeout(600_000);

describe('npm start -- -c onFinding=hold', () => {
  let clone: Clone;
  let said: string;

  beforeAll(async () => {
    clone = new Clone();
    ({ said } = await clone.start('npm start -- -c onFinding=hold', /Ctrl-C stops everything/));
  });
  afterAll(() => clone?.remove());

  test('lets admin decide on held files, have endpoints notified, and remove files of others: docs/local.md', async () => {
    const [lines = ''] = await documentedBlocks('docs/local.md', 'The newcomer’s test runs');
    const printed = await clone.shell(lines);
    expect(printed).toMatch(/"status":"held".*"type-mismatch"/);
    expect(printed).toContain('"status":"verified"');
    expect(printed).toContain('"secret":"whsec_');
    expect(printed).toContain('"url":"http://127.0.0.1:8080/hook"');
    const left = await clone.shell(`${asked('admin')} "$API/files?status=verified" | cat`);
    expect(JSON.parse(left)).toMatchObject({ items: [] });
  });

  test.each([
    ['docs/access.md', withFiles, /"subject":"group:editors".*"filename":"beach.jpg"/s],
    ['docs/downloads.md', withFiles, /^\{"items":\[\{"id":"[^}]*"url":"http[^}]*\},\{[^}]*"url":"http/],
    ['docs/sharing.md', withLink, /"maxDownloads":3.*"passwordRequired":true.*"url":"http/s],
    ['docs/held-files.md', withHeldFile, /"items":\[\{.*"status":"held"/s],
    ['docs/webhooks.md', signedIn, /"secret":"whsec_/],
  ])('answers the requests of %s', async (document, given, answer) => {
    const blocks = await documentedBlocks(document, 'The newcomer’s test runs');
    const printed = await clone.shell([...given, ...blocks].join('\n'));
    expect(printed).toMatch(answer);
    // A problem (RFC 9457) is not a failure to curl.
    expect(printed).not.toMatch(/"status":[45]\d\d/);
  });

  test('refuses alice what an ordinary account may not do', async () => {
    const refused = await clone.shell(`${asked('alice')} "$API/webhooks"`);
    expect(JSON.parse(refused)).toMatchObject({ status: 403, code: 'forbidden' });
  });

  test('prints a login that works for the account that is chosen in the browser', async () => {
    const login = /npx waybill login .*/.exec(said)?.[0] ?? '';
    const signingIn = await clone.start(login, /open http\S+/);
    const browser = await launchChromium();
    try {
      const page = await browser.newPage();
      await page.goto(/open (http\S+)/.exec(signingIn.said)?.[1] ?? '');
      await page.getByRole('button', { name: 'admin' }).click();
      await page.getByText('go back to the terminal').waitFor();
    } finally {
      await browser.close();
    }
    expect(await clone.shell('npx waybill webhooks ls')).toContain('http://127.0.0.1:8080/hook');
  });
});

/** The start of a request as an account. */
const asked = (subject: string) =>
  `API=$(node -p "require('./.local/state.json').apiUrl"); curl -sS -H "authorization: Bearer $(npm run --silent token -- ${subject})"`;
