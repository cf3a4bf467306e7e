import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { build } from 'esbuild';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { glob } from 'tinyglobby';
import type { Person } from '../../end-to-end/person.js';
import { system } from '../../stack/system.js';

const root = path.join(import.meta.dirname, '../../..');
const examples = path.join(root, 'docs/examples');
const client = path.join(root, 'client');

/** The files of a page, by their paths below it. */
export type ExampleApp = ReadonlyMap<string, string>;

/**
 * docs/examples/react, built as an app is.
 * @param alias other packages instead of those that the app names
 */
export async function buildReactExample(alias: Readonly<Record<string, string>>): Promise<ExampleApp> {
  const { outputFiles } = await build({
    entryPoints: [path.join(examples, 'react/main.tsx')],
    alias: {
      '@waybill/client/react': path.join(client, 'components/react.ts'),
      '@waybill/client': path.join(client, 'index.ts'),
      ...alias,
    },
    ...{ bundle: true, format: 'esm', jsx: 'automatic', write: false, logLevel: 'error' },
    define: { 'process.env.NODE_ENV': '"development"' },
  });
  return new Map([
    ['index.html', readFileSync(path.join(examples, 'react/index.html'), 'utf8')],
    ['main.js', outputFiles[0]?.text ?? ''],
  ]);
}

/** docs/examples/element as it stands, with the package as it is published in `client/`. */
export async function elementExample(): Promise<ExampleApp> {
  const files = new Map<string, string>();
  for (const name of ['index.html', 'main.js'])
    files.set(name, readFileSync(path.join(examples, 'element', name), 'utf8'));
  const dist = path.join(client, 'dist');
  for (const name of await glob('**/*.js', { cwd: dist }))
    files.set(`client/${name}`, readFileSync(path.join(dist, name), 'utf8'));
  return files;
}

/** Serves the app for `openExample`. */
export async function serveExample(app: ExampleApp): Promise<Server> {
  const server = createServer(({ url = '' }, answer) => {
    const name = url.slice('/example/'.length) || 'index.html';
    const type = name.endsWith('.js') ? 'text/javascript' : 'text/html';
    const content = app.get(name);
    answer.writeHead(content === undefined ? 404 : 200, { 'content-type': type }).end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** The app at the origin that the deployment allows, with a person’s token. */
export async function openExample(
  browser: Browser,
  server: Server,
  { token }: Person,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const page = await browser.newPage(options);
  page.setDefaultTimeout(30_000);
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
