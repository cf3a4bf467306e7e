import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { photo } from '../browser/chosen.js';
import { until } from '../end-to-end/until.js';
import { system } from '../stack/system.js';
import { engineNames, engines } from './engines.js';
import { button, quoted, type Tab } from './tab.js';

const mebibyte = 1024 ** 2;
const partCount = 13;

const row = (name: string) => `//li[.//h3[normalize-space()=${quoted(name)}]]`;
const inRow = (name: string, text: string) =>
  `${row(name)}//*[contains(@class, "pill")][contains(., ${quoted(text)})]`;
const chooser = '//label[contains(@class, "drop")]//input[@type="file"]';

describe.each(engineNames)('in %s', (engine) => {
  let tab: Tab;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'waybill-engines-'));
    tab = await engines[engine]();
  });
  afterAll(async () => {
    await tab.close();
    rmSync(folder, { recursive: true });
  });

  function onDisk(name: string, bytes: Uint8Array): string {
    const file = path.join(folder, name);
    writeFileSync(file, bytes);
    return file;
  }

  async function screenshot(name: string): Promise<void> {
    writeFileSync(path.join(tmpdir(), `waybill-${engine}-${name}.png`), await tab.screenshot());
  }

  /** The bytes of a finished download of this name. */
  const saved = (name: string) =>
    until(
      `a download named ${name}`,
      async () => {
        const names = await readdir(tab.downloads).catch((): string[] => []);
        const bytes = names.includes(name) ? readFileSync(path.join(tab.downloads, name)) : undefined;
        return bytes?.length ? bytes : undefined;
      },
      60_000,
    );

  /** What the browser blocked or failed at from now on is in `complaints` of the page. */
  const listen = () =>
    tab.evaluate(
      `(() => {
        window.complaints = [];
        addEventListener('error', ({ message }) => complaints.push(message));
        addEventListener('unhandledrejection', ({ reason }) => complaints.push(String(reason)));
        addEventListener('securitypolicyviolation', ({ violatedDirective }) => complaints.push(violatedDirective));
      })()`,
    );

  test('a visitor signs in, and a photo is uploaded and verified', async () => {
    await tab.open(`${system.pageUrl}/#/files`);
    await listen();
    await tab.type('//input[@id=//label[contains(., "Or any other name")]/@for]', `visitor of ${engine}`);
    await tab.click(button('Sign in'));
    await tab.see('//h1[contains(., "My files")]');
    await tab.choose(chooser, onDisk('walk.jpg', photo('').buffer));
    await tab.see(inRow('walk.jpg', 'Verified'));
    await screenshot('verified');
    expect(await tab.evaluate('window.complaints')).toEqual([]);
  });

  test('a program with the name of a picture is refused', async () => {
    const elf = readFileSync(path.join('test', 'fixtures', 'content', 'program', 'program.elf'));
    await tab.choose(chooser, onDisk('trap.png', elf));
    await tab.see(inRow('trap.png', 'Refused'));
  });

  // Firefox alone replaces `%`, against names that Windows would expand.
  const onThisDisk = (name: string) => (engine === 'firefox' ? name.replaceAll('%', '_') : name);
  test.each([['été à la plage, n°1 (50%) #2 & 3.jpg'], ['日本の写真 😀.jpg'], ["it's; x=y.jpg"]])(
    'the file %j is downloaded with its name and its bytes',
    async (name) => {
      await tab.choose(chooser, onDisk(name, photo('').buffer));
      await tab.see(inRow(name, 'Verified'));
      await tab.click(`${row(name)}${button(`Download ${name}`)}`);
      expect(await saved(onThisDisk(name))).toEqual(photo('').buffer);
    },
  );

  test('a large file continues after a cut of the network and after a reload', async () => {
    const line = 'What was begun once is begun once, and continues.\n';
    const file = onDisk('diary.txt', Buffer.alloc(64 * mebibyte + 1000, line));
    // Each engine's own failure of a connection, while `cut` is set: nothing listens on port 9.
    await tab.evaluate(
      `(() => {
        window.sent = [];
        window.failed = 0;
        const { open } = XMLHttpRequest.prototype;
        XMLHttpRequest.prototype.open = function (method, url, ...rest) {
          const part = new URL(url, location.href).searchParams.get('partNumber');
          this.addEventListener('load', () => part && this.status === 200 && sent.push(part));
          this.addEventListener('error', () => failed++);
          const reached = window.cut && part ? 'http://127.0.0.1:9/' : url;
          return open.call(this, method, reached, ...rest);
        };
      })()`,
    );
    const atLeast = (expression: string, count: number) =>
      until(expression, async () => Number(await tab.evaluate(expression)) >= count || undefined, 60_000);
    await tab.choose(chooser, file);
    await atLeast('sent.length', 2);
    await tab.evaluate('(window.cut = true)');
    await atLeast('failed', 1);
    await screenshot('cut');
    await tab.evaluate('(window.cut = false)');
    await atLeast('sent.length', 4);

    await tab.reload();
    await tab.see(row('diary.txt'));
    await tab.choose(chooser, file);
    await tab.see(inRow('diary.txt', 'Verified'), 90_000);
    const again = await tab.evaluate(
      "performance.getEntriesByType('resource').filter(({ name }) => name.includes('partNumber=')).length",
    );
    expect(again).toBeGreaterThan(0);
    expect(again).toBeLessThan(partCount);
    expect(await tab.evaluate(`document.querySelectorAll('li h3').length`)).toBe(6);
  });

  test('a link is made, opens the file without an account, and stops working when it is revoked', async () => {
    await tab.click(button('Share walk.jpg'));
    await tab.type('//input[@id="share-password"]', 'correct horse');
    await tab.click(button('Make a link'));
    await tab.see('//input[@id="new-link"]');
    const link = String(await tab.evaluate(`document.getElementById('new-link').value`));
    await screenshot('share');

    await tab.open(link);
    await tab.see('//h1[contains(., "Protected file")]');
    await tab.type('//input[@type="password"]', 'correct house');
    await tab.click(button('Download'));
    await tab.see('//h1[contains(., "The password is wrong")]');
    await screenshot('link');
    await tab.type('//input[@type="password"]', 'correct horse');
    await tab.click(button('Download'));
    expect(await saved('walk.jpg')).toEqual(photo('').buffer);

    await tab.open(`${system.pageUrl}/#/files`);
    await tab.click(button('Share walk.jpg'));
    await tab.click('//button[starts-with(@aria-label, "Revoke the link")]');
    await tab.see('//*[text()="None."]');
    await tab.open(link);
    await tab.see('//h1[contains(., "This link does not open a file")]');
  });
});
