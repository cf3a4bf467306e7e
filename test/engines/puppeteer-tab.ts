import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { launch, type Browser, type ElementHandle, type Page } from 'puppeteer-core';
import { chromiumArguments, chromiumPath } from '../browser/chromium.js';
import { programPath, type Program } from '../browser/program.js';
import { until } from '../end-to-end/until.js';
import { patienceMs, type Tab } from './tab.js';

const firefox: Program = {
  variable: 'FIREFOX_PATH',
  title: 'Firefox',
  names: ['firefox-esr', 'firefox', '/Applications/Firefox.app/Contents/MacOS/firefox'],
  packages: 'firefox-esr',
};

/** Chromium, by the DevTools protocol. */
export async function chromiumTab(): Promise<Tab> {
  const downloads = newFolder();
  const browser = await launch({
    executablePath: chromiumPath(process.env),
    args: chromiumArguments,
    downloadBehavior: { policy: 'allow', downloadPath: downloads },
  });
  return new PuppeteerTab(browser, await browser.newPage(), downloads);
}

/** Firefox, by WebDriver BiDi. */
export async function firefoxTab(): Promise<Tab> {
  const downloads = newFolder();
  const browser = await launch({
    browser: 'firefox',
    executablePath: programPath(firefox, process.env),
    extraPrefsFirefox: {
      'browser.download.dir': downloads,
      // The folder named here.
      'browser.download.folderList': 2,
      'browser.download.useDownloadDir': true,
    },
  });
  return new PuppeteerTab(browser, await browser.newPage(), downloads);
}

const newFolder = () => mkdtempSync(path.join(tmpdir(), 'waybill-downloads-'));

class PuppeteerTab implements Tab {
  constructor(
    private readonly browser: Browser,
    private readonly page: Page,
    readonly downloads: string,
  ) {
    // The browser's question whether to leave while an upload runs.
    page.on('dialog', (dialog) => void dialog.accept());
  }

  open(url: string): Promise<void> {
    return this.leave(`location.assign(${JSON.stringify(url)})`);
  }

  reload(): Promise<void> {
    return this.leave('location.reload()');
  }

  async click(xpath: string): Promise<void> {
    await (await this.find(xpath)).click();
  }

  async type(xpath: string, text: string): Promise<void> {
    await (await this.find(xpath)).type(text);
  }

  async choose(xpath: string, ...files: readonly string[]): Promise<void> {
    const input = await this.page.waitForSelector(`xpath/${xpath}`, { timeout: patienceMs });
    await (input as ElementHandle<HTMLInputElement>).uploadFile(...files);
  }

  async see(xpath: string, withinMs = patienceMs): Promise<void> {
    await this.find(xpath, withinMs);
  }

  evaluate(expression: string): Promise<unknown> {
    return this.page.evaluate(expression);
  }

  screenshot(): Promise<Uint8Array> {
    return this.page.screenshot();
  }

  async close(): Promise<void> {
    await this.browser.close();
    rmSync(this.downloads, { recursive: true });
  }

  /** Not by the driver: after a download, Puppeteer waits for Firefox's next navigation forever. */
  private async leave(expression: string): Promise<void> {
    await this.page.evaluate(`window.isLeft = true; ${expression}`);
    // While one page follows the other, there is none that could answer.
    await until('the next page', async () =>
      this.page.evaluate('!window.isLeft && document.readyState === "complete"').then(
        (isThere) => isThere || undefined,
        () => undefined,
      ),
    );
  }

  private async find(xpath: string, withinMs = patienceMs) {
    const found = await this.page.waitForSelector(`xpath/${xpath}`, { visible: true, timeout: withinMs });
    if (!found) throw new Error(`${xpath} is not on the page`);
    return found;
  }
}
