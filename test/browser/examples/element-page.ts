import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import type { Server } from 'node:http';
import type { Person } from '../../end-to-end/person.js';
import type { Chosen } from '../visitor.js';
import { openExample } from './example-app.js';

/** The page of docs/examples/element, as one person sees it. */
export class ElementPage {
  /** Errors that no part of the page has caught. */
  readonly errors: string[] = [];

  private constructor(readonly page: Page) {
    page.on('pageerror', (error) => this.errors.push(String(error)));
  }

  static async open(
    browser: Browser,
    server: Server,
    person: Person,
    options?: BrowserContextOptions,
  ): Promise<ElementPage> {
    return new ElementPage(await openExample(browser, server, person, options));
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
