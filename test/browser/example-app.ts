import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import type { Person } from '../end-to-end/person.js';
import { system } from '../stack/system.js';

const root = path.join(import.meta.dirname, '../..');
const client = path.join(root, 'client');

/** A folder of docs/examples, built as an app is. */
export interface ExampleApp {
  readonly page: string;
  readonly script: string;
}

/** @param alias other packages instead of those that the app names */
export async function buildExample(
  name: 'react' | 'element',
  alias: Readonly<Record<string, string>> = {},
): Promise<ExampleApp> {
  const folder = path.join(root, 'docs/examples', name);
  const { outputFiles } = await build({
    entryPoints: [path.join(folder, name === 'react' ? 'main.jsx' : 'main.js')],
    alias: {
      '@waybill/client/react': path.join(client, 'components/react.ts'),
      '@waybill/client/element': path.join(client, 'components/element.ts'),
      '@waybill/client': path.join(client, 'index.ts'),
      ...alias,
    },
    ...{ bundle: true, format: 'esm', jsx: 'automatic', write: false, logLevel: 'error' },
    define: { 'process.env.NODE_ENV': '"development"' },
  });
  return {
    page: readFileSync(path.join(folder, 'index.html'), 'utf8'),
    script: outputFiles[0]?.text ?? '',
  };
}

/** Serves the app for `openExample`. */
export async function serveExample({ page, script }: ExampleApp): Promise<Server> {
  const server = createServer(({ url = '' }, answer) => {
    const isScript = url.endsWith('.js');
    answer
      .writeHead(200, { 'content-type': isScript ? 'text/javascript' : 'text/html' })
      .end(isScript ? script : page);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** The app at the origin that the deployment allows, with a person’s token. */
export async function openExample(browser: Browser, server: Server, { token }: Person): Promise<Page> {
  const page = await browser.newPage();
  page.setDefaultTimeout(15_000);
  const { origin } = new URL(system.pageUrl);
  const served = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  await page.route(`${origin}/example/**`, (route) =>
    route.continue({ url: route.request().url().replace(origin, served) }),
  );
  await page.addInitScript(
    ([apiUrl, token]) => Object.assign(globalThis, { apiUrl, getToken: () => token }),
    [system.apiUrl, token],
  );
  await page.goto(`${origin}/example/`);
  return page;
}
