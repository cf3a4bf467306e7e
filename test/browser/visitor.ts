import { mkdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { system } from '../stack/system.js';

export interface Chosen {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

const fixtures = path.join(process.cwd(), 'test', 'fixtures', 'content');
const screenshots = path.join(tmpdir(), 'waybill-page');

/** A picture that sharp made. */
export const photo = (name: string): Chosen => ({
  name,
  mimeType: 'image/jpeg',
  buffer: readFileSync(path.join(fixtures, 'image', 'photo.jpg')),
});

/** A program that GCC made, under a picture's name. */
export const fake = (name: string): Chosen => ({
  name,
  mimeType: 'image/png',
  buffer: readFileSync(path.join(fixtures, 'program', 'program.elf')),
});

/** Somebody at the page, who sees what it shows and hears what it says. */
export class Visitor {
  /** What the browser complained about: scripts that were blocked, errors that nobody caught. */
  readonly complaints: string[] = [];

  private constructor(readonly page: Page) {
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    page.on('dialog', (dialog) => {
      this.complaints.push(`a script opened a dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('console', (message) => {
      if (/content security policy/i.test(message.text())) this.complaints.push(message.text());
    });
  }

  static async arrive(browser: Browser, options: BrowserContextOptions = {}): Promise<Visitor> {
    const context = await browser.newContext({ viewport: { width: 1040, height: 900 }, ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    await page.goto(system.pageUrl);
    return new Visitor(page);
  }

  async signIn(subject: string): Promise<void> {
    await this.page.getByLabel('Or any other name').fill(subject);
    await this.page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await this.page.getByRole('heading', { name: 'Your files' }).waitFor();
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

  /** Waits until a file's row shows this status. */
  async sees(name: string, status: string, withinMs = 30_000): Promise<void> {
    await this.row(name).locator('.pill').getByText(status, { exact: true }).waitFor({ timeout: withinMs });
  }

  /** Everything that was said to screen readers. */
  async heard(): Promise<string> {
    return (await this.page.getByRole('status').textContent()) ?? '';
  }

  async screenshot(name: string, fullPage = true): Promise<void> {
    mkdirSync(screenshots, { recursive: true });
    await this.page.screenshot({
      path: path.join(screenshots, `${name}.png`),
      fullPage,
      animations: 'disabled',
    });
  }

  async leave(): Promise<void> {
    await this.page.context().close();
  }
}
