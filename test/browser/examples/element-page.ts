import type { Server } from 'node:http';
import { afterAll, beforeAll } from '@jest/globals';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { person, type Person } from '../../end-to-end/person.js';
import { launchChromium } from '../chromium.js';
import type { Chosen } from '../visitor.js';
import { elementExample, openExample, serveExample } from './example-app.js';

/** Serves the example to a person in Chromium, for the tests of a file. @returns what opens a page of it */
export function elementPages(): (options?: BrowserContextOptions) => Promise<ElementPage> {
  let browser: Browser;
  let server: Server;
  let ada: Person;
  beforeAll(async () => {
    browser = await launchChromium();
    server = await serveExample(await elementExample());
    ada = await person();
  });
  afterAll(async () => {
    await browser.close();
    await new Promise((resolve) => server.close(resolve));
  });
  return (options) => ElementPage.open(browser, server, ada, options);
}

/** The page of docs/examples/element, as one person sees it. */
export class ElementPage {
  /** Errors that no part of the page has caught. */
  readonly errors: string[] = [];

  private constructor(
    readonly page: Page,
    readonly person: Person,
  ) {
    page.on('pageerror', (error) => this.errors.push(String(error)));
  }

  static async open(
    browser: Browser,
    server: Server,
    person: Person,
    options?: BrowserContextOptions,
  ): Promise<ElementPage> {
    return new ElementPage(await openExample(browser, server, person, options), person);
  }

  field(id: 'photos' | 'invoice'): Locator {
    return this.page.locator(`waybill-upload#${id}`);
  }

  async choose(id: 'photos' | 'invoice', ...files: readonly Chosen[]): Promise<void> {
    await this.field(id)
      .locator('input')
      .setInputFiles([...files]);
  }

  row(name: string): Locator {
    return this.page.getByRole('listitem').filter({ hasText: name });
  }

  async sees(name: string, status: string): Promise<void> {
    await this.row(name).getByText(status, { exact: true }).waitFor();
  }

  async sendForm(): Promise<void> {
    await this.page.getByRole('button', { name: 'Send' }).click();
  }

  /** What the form was sent with; empty before that. */
  async sent(): Promise<string> {
    return (await this.page.locator('output').textContent()) ?? '';
  }

  /** Holds the bytes of uploads back, until the result is called. */
  async holdBytes(): Promise<() => Promise<void>> {
    let release: () => void = () => undefined;
    const isReleased = new Promise<void>((resolve) => (release = resolve));
    await this.page.route('**/*X-Amz-Signature*', async (route) => {
      await isReleased;
      await route.continue();
    });
    return async () => {
      release();
      await this.page.unroute('**/*X-Amz-Signature*');
    };
  }

  /** Chooses a file whose bytes are held back, acts, and returns how the service answered the abort that follows. */
  async abortedBy(act: () => Promise<unknown>): Promise<number> {
    await this.page.waitForRequest(/X-Amz-Signature/);
    const aborted = this.page.waitForResponse((answer) => answer.request().method() === 'DELETE');
    await act();
    return (await aborted).status();
  }
}
