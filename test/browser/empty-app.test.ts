import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { EmptyApp } from './empty-app.js';

const root = path.join(import.meta.dirname, '../..');
const read = (...names: string[]) => readFileSync(path.join(root, ...names), 'utf8');
let app: EmptyApp;
beforeAll(async () => {
  app = await EmptyApp.withClient();
}, 120_000);
afterAll(() => app?.remove());

test('the package brings nothing else with it, and nothing but modules, their types and how to begin', () => {
  expect(readdirSync(path.join(app.folder, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual([
    '@waybill',
  ]);
  const files = readdirSync(path.join(app.folder, 'node_modules/@waybill/client'), { recursive: true });
  const kinds = new Set(files.map((name) => String(name).replace(/^dist\/([\w-]+\/)*[\w-]+(?=\.)/, '*')));
  expect([...kinds].sort()).toEqual([
    '*.d.ts',
    '*.js',
    'LICENSE',
    'README.md',
    'dist',
    'dist/api',
    'dist/components',
    'dist/element',
    'dist/transfer',
    'dist/transfer/stream',
    'package.json',
  ]);
});

/** The preconditions of the programs in docs/client.md. */
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

/** The programs in docs/client.md, each as a function of its own module. */
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
  expect(await app.run('@typescript/native/bin/tsc', ['-p', '.'])).toBe('');
}, 120_000);
