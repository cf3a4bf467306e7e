import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { system } from '../stack/system.js';
import type { Chosen } from './chosen.js';

export { fake, film, pdf, photo, type Chosen } from './chosen.js';

const screenshots = path.join(tmpdir(), 'waybill-page');

/** For people who look at them. */
export async function screenshot(page: Page, name: string, fullPage = true): Promise<void> {
  mkdirSync(screenshots, { recursive: true });
  await page.screenshot({
    path: path.join(screenshots, `${name}.png`),
    fullPage,
    animations: 'disabled',
  });
}

/** A user of the page, with what it shows and announces. */
export class Visitor {
  /** The browser's errors: blocked scripts, uncaught errors. */
  readonly complaints: string[] = [];

  private constructor(readonly page: Page) {
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    page.on('dialog', (dialog) => {
      // The browser's confirmation, if leaving would lose an upload.
      if (dialog.type() === 'beforeunload') return void dialog.accept();
      this.complaints.push(`a script opened a dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('console', (message) => {
      if (/content security policy/i.test(message.text())) this.complaints.push(message.text());
    });
  }

  /**
   * @param view the URL of the view
   * @param pageUrl of another deployment's page
   */
  static async arrive(
    browser: Browser,
    options: BrowserContextOptions = {},
    view: 'feed' | 'files' = 'files',
    pageUrl = system.pageUrl,
  ): Promise<Visitor> {
    const context = await browser.newContext({ viewport: { width: 1040, height: 900 }, ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    const visitor = new Visitor(page);
    await page.goto(`${pageUrl}/#/${view}`);
    return visitor;
  }

  async signIn(subject: string): Promise<void> {
    await this.page.getByLabel('Or any other name').fill(subject);
    await this.page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await this.page.getByRole('heading', { level: 1, name: /^(Feed|My files)$/ }).waitFor();
  }

  async signOut(): Promise<void> {
    await this.page.getByRole('button', { name: /^Signed in as/ }).click();
    await this.page.getByRole('button', { name: 'Sign out' }).click();
    await this.page.getByRole('heading', { name: 'Choose an account' }).waitFor();
  }

  async choose(...files: readonly Chosen[]): Promise<void> {
    await this.page.getByLabel(/choose files/).setInputFiles([...files]);
  }

  /** The row of a file, by its whole name. */
  row(name: string): Locator {
    return this.page
      .getByRole('listitem')
      .filter({ has: this.page.getByRole('heading', { name, exact: true, level: 3 }) });
  }

  /** Writes a post with this photo or video and sends it. */
  async post(media: Chosen, caption: string, description = ''): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Caption' }).fill(caption);
    await this.page.getByLabel('Photo or video').setInputFiles(media);
    if (description) await this.page.getByLabel(/^Description/).fill(description);
    await this.page.getByRole('button', { name: 'Post', exact: true }).click();
  }

  /** The post with this caption. */
  postOf(caption: string): Locator {
    return this.page.getByRole('article').filter({ hasText: caption });
  }

  /** Waits until a post is verified: then its owner may share it. */
  async seesPost(caption: string): Promise<Locator> {
    const post = this.postOf(caption);
    await post.getByRole('button', { name: /^Share/ }).waitFor();
    return post;
  }

  /** Waits until a file's row shows this status. */
  async sees(name: string, status: string, withinMs = 30_000): Promise<void> {
    await this.row(name).locator('.pill').getByText(status, { exact: true }).waitFor({ timeout: withinMs });
  }

  /** All announcements to screen readers. */
  async heard(): Promise<string> {
    return (await this.page.getByRole('status').textContent()) ?? '';
  }

  async screenshot(name: string, fullPage = true): Promise<void> {
    await screenshot(this.page, name, fullPage);
  }

  async leave(): Promise<void> {
    await this.page.context().close();
  }
}
