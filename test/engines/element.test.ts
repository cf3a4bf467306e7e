import { writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { fake, photo } from '../browser/chosen.js';
import { elementExample, serveExample } from '../browser/examples/example-app.js';
import { until } from '../end-to-end/until.js';
import { issueToken, system } from '../stack/system.js';
import { engineNames, engines } from './engines.js';
import { button } from './tab.js';

let server: Server;
let url: string;

/** docs/examples/element, at an origin of its own: the engine allows those of this machine. */
beforeAll(async () => {
  const files = new Map(await elementExample());
  server = await serveExample(files);
  url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/example/`;
  const given = `var apiUrl = '${system.apiUrl}', getToken = () => '${await issueToken('an element')}';`;
  const page = files.get('index.html')?.replace('<head>', `<head><script>${given}</script>`);
  files.set('index.html', page ?? '');
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

test.each(engineNames)('the element uploads, and its form waits for the verdict, in %s', async (engine) => {
  const tab = await engines[engine]();
  const field = "document.querySelector('#photos')";
  // XPath does not see shadow trees, where the rows are.
  const sees = (name: string, status: string) =>
    until(`${name}: ${status}`, async () => {
      const rows = `[...${field}.shadowRoot.querySelectorAll('li')].map(({ innerText }) => innerText)`;
      const texts = (await tab.evaluate(rows)) as string[];
      return texts.find((text) => text.includes(name) && text.includes(status));
    });
  const add = (...files: readonly ReturnType<typeof photo>[]) => {
    const given = files.map(({ buffer, ...file }) => ({ ...file, base64: buffer.toString('base64') }));
    return tab.evaluate(
      `${field}.add(${JSON.stringify(given)}.map(({ name, mimeType: type, base64 }) =>
        new File([Uint8Array.from(atob(base64), (each) => each.charCodeAt(0))], name, { type })))`,
    );
  };
  try {
    await tab.open(url);
    await tab.see('//waybill-upload[@id="photos"]');
    await tab.click(button('Send'));
    expect(await tab.evaluate(`${field}.matches(':invalid')`)).toBe(true);
    await add(fake('trap.png'), photo('walk.jpg'));
    expect(await sees('trap.png', 'Rejected')).toMatch(/Declared image\/png, found application\/x-elf/);
    await sees('walk.jpg', 'Verified');
    await tab.click(button('Send'));
    expect(await tab.evaluate("document.querySelector('output').value")).toBe('');
    writeFileSync(path.join(tmpdir(), `waybill-${engine}-element.png`), await tab.screenshot());
    await tab.evaluate(`${field}.uploads[0].remove()`);
    await tab.click(button('Send'));
    await tab.see('//output[starts-with(., "Sent: ")]');
  } finally {
    await tab.close();
  }
});
