import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { until } from '../end-to-end/until.js';
import { issueToken, system } from '../stack/system.js';
import { launchChromium } from './chromium.js';
import { EmptyApp } from './empty-app.js';
import { photo } from './visitor.js';

const root = path.join(import.meta.dirname, '../..');
const read = (...names: string[]) => readFileSync(path.join(root, ...names), 'utf8');
/** The program of the README's section on web apps. */
const fromReadme = (readme: string) =>
  /```js\n(import \{ createClient \} from '@waybill\/client';\n[\s\S]*?)```/.exec(readme)?.[1] ?? '';

let app: EmptyApp;
beforeAll(async () => {
  app = await EmptyApp.withClient();
});
afterAll(() => app?.remove());

test('the package brings nothing else with it, and nothing but modules, their types and how to begin', () => {
  expect(readdirSync(path.join(app.folder, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual([
    '@waybill',
  ]);
  const files = readdirSync(path.join(app.folder, 'node_modules/@waybill/client'), { recursive: true });
  const kinds = new Set(files.map((name) => String(name).replace(/^dist\/[\w-]+(?=\.)/, '*')));
  expect([...kinds].sort()).toEqual(['*.d.ts', '*.js', 'LICENSE', 'README.md', 'dist', 'package.json']);
});

/** What the programs in docs/client.md take for given. */
const given = `
import type { Client, FieldError } from '@waybill/client';
declare global {
  const apiUrl: string;
  const session: { readonly accessToken: string };
  const file: File;
  const bar: HTMLProgressElement;
  const client: Client;
  function askToTidyUp(detail: string): void;
  function mark(errors: readonly FieldError[]): void;
  function report(storageCode: string | undefined): void;
  function offerToTryAgain(): void;
  function show(detail: string): void;
}`;

/** The programs in docs/client.md, each as a function of a module of its own. */
const documented = () =>
  [...read('docs/client.md').matchAll(/```ts\n(import .*\n)([\s\S]*?)```/g)].map(
    ([, imports = '', lines = '']) => `${imports}export async function documented() {${lines}}`,
  );

test('its types compile with the DOM’s alone, are as strict as the sources, and fit what is documented', async () => {
  const programs = documented();
  expect(programs.length).toBeGreaterThan(2);
  for (const [index, program] of programs.entries()) app.write(`documented-${String(index)}.ts`, program);
  app.write('given.d.ts', given);
  app.write('misuse.ts', read('test/client/misuse.ts').replace('../../client/index.js', '@waybill/client'));
  const compilerOptions = {
    ...{ strict: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true, noEmit: true },
    ...{ target: 'es2022', lib: ['es2022', 'dom', 'dom.iterable'], types: [], skipLibCheck: false },
    ...{ module: 'esnext', moduleResolution: 'bundler' },
  };
  app.write('tsconfig.json', JSON.stringify({ compilerOptions, include: ['*.ts'] }));
  expect(await app.run('typescript/bin/tsc', ['-p', '.'])).toBe('');
});

test('from an empty Vite app: the README’s lines are pasted, and a photo ends verified', async () => {
  const lines = fromReadme(read('README.md'));
  expect(fromReadme(read('client/README.md'))).toBe(lines);
  expect(lines.split('\n').filter(Boolean).length).toBeLessThanOrEqual(15);
  app.write('main.js', lines);
  app.write(
    'index.html',
    '<!doctype html><link rel="icon" href="data:,"><body><script type="module" src="/main.js"></script></body>',
  );
  const built = await app.run('vite/bin/vite.js', ['build'], { VITE_API_URL: system.apiUrl });
  expect(built).toContain('built in');

  const browser = await launchChromium();
  try {
    const context = await browser.newContext();
    const token = await issueToken('empty-app');
    await context.addInitScript((held) => sessionStorage.setItem('token', held), token);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => complaints.push(message.text()));
    // At the origin that the deployment allows.
    const { origin } = new URL(system.pageUrl);
    const served = await app.serve('dist');
    await page.route(`${origin}/**`, (route) =>
      route.continue({ url: route.request().url().replace(origin, served) }),
    );
    await page.goto(origin);
    await page.locator('input[type=file]').setInputFiles(photo('first.jpg'));
    const output = page.locator('output');
    const ended = async () => complaints.length > 0 || (await output.textContent()) || undefined;
    await until('the end of the upload', ended, 30_000);
    expect(complaints).toEqual([]);
    expect(await output.textContent()).toBe('verified');
    expect(await page.locator('progress').getAttribute('value')).toBe('1');
  } finally {
    await browser.close();
  }
});
