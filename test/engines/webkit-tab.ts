import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Builder, By, Capabilities, until as when, type WebDriver } from 'selenium-webdriver';
import { globSync } from 'tinyglobby';
import { until } from '../end-to-end/until.js';
import { programPath } from '../browser/program.js';
import { patienceMs, type Tab } from './tab.js';

const packages = 'webkit2gtk-driver xvfb';
const program = (variable: string, title: string, names: readonly string[]) =>
  programPath({ variable, title, names, packages }, process.env);

/** WebKit, Safari's engine, by W3C WebDriver. It has no headless form: its window is on a display of its own in memory. */
export async function webkitTab(): Promise<Tab> {
  const home = mkdtempSync(path.join(tmpdir(), 'waybill-webkit-'));
  const screen = spawn(
    program('XVFB_PATH', 'Xvfb', ['Xvfb']),
    ['-displayfd', '1', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const [display] = (await once(screen.stdout, 'data')) as [Buffer];
  const port = await freePort();
  const service = spawn(
    program('WEBKIT_DRIVER_PATH', 'WebKitWebDriver', ['WebKitWebDriver']),
    [`--port=${port}`, '--host=127.0.0.1'],
    // Where there are no folders of a desktop, downloads go to HOME.
    { env: { ...process.env, DISPLAY: `:${String(display).trim()}`, HOME: home }, stdio: 'ignore' },
  );
  const server = `http://127.0.0.1:${port}`;
  await until('WebKitWebDriver', async () => (await fetch(`${server}/status`).catch(() => undefined))?.ok);
  const driver = await new Builder()
    .usingServer(server)
    .withCapabilities(
      new Capabilities({
        browserName: 'MiniBrowser',
        'webkitgtk:browserOptions': {
          binary: program(
            'WEBKIT_PATH',
            "WebKit's MiniBrowser",
            globSync('/usr/lib/*/webkit2gtk-4.1/MiniBrowser'),
          ),
          args: ['--automation'],
        },
      }),
    )
    .build();
  return new WebkitTab(driver, home, [service, screen]);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

class WebkitTab implements Tab {
  constructor(
    private readonly driver: WebDriver,
    readonly downloads: string,
    private readonly processes: readonly ChildProcess[],
  ) {}

  async open(url: string): Promise<void> {
    await this.driver.get(url);
  }

  async reload(): Promise<void> {
    await this.driver.navigate().refresh();
  }

  async click(xpath: string): Promise<void> {
    await (await this.find(xpath)).click();
  }

  async type(xpath: string, text: string): Promise<void> {
    await (await this.find(xpath)).sendKeys(text);
  }

  async choose(xpath: string, ...files: readonly string[]): Promise<void> {
    const input = await this.driver.wait(when.elementLocated(By.xpath(xpath)), patienceMs);
    // WebDriver, "Element Send Keys": paths are separated by line breaks.
    await input.sendKeys(files.join('\n'));
  }

  async see(xpath: string, withinMs = patienceMs): Promise<void> {
    await this.find(xpath, withinMs);
  }

  evaluate(expression: string): Promise<unknown> {
    return this.driver.executeScript(`return ${expression}`);
  }

  async screenshot(): Promise<Uint8Array> {
    return Buffer.from(await this.driver.takeScreenshot(), 'base64');
  }

  async close(): Promise<void> {
    await this.driver.quit();
    for (const process of this.processes) {
      process.kill();
      await once(process, 'exit');
    }
    rmSync(this.downloads, { recursive: true });
  }

  private async find(xpath: string, withinMs = patienceMs) {
    const element = await this.driver.wait(when.elementLocated(By.xpath(xpath)), withinMs);
    return this.driver.wait(when.elementIsVisible(element), withinMs);
  }
}
