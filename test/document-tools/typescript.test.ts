import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { CommandFailure, run } from '../../local/process/command.js';
import { document, installTools, root } from './tools.js';

// The first run installs the tools.
jest.setTimeout(10 * 60_000);

let bin: string;
let folder: string;
beforeAll(async () => {
  bin = await installTools();
  folder = await mkdtemp(path.join(tmpdir(), 'waybill-typescript-'));
  await symlink(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
});
afterAll(() => rm(folder, { recursive: true }));

/** @throws Error with what the compiler found */
async function compile(place: string, file: string): Promise<void> {
  const options = ['--strict', '--noEmit', '--target', 'es2023'];
  const modules = ['--module', 'esnext', '--moduleResolution', 'bundler', '--types', 'node'];
  const args = [file, ...options, ...modules, '--lib', 'es2023,dom,dom.iterable'];
  try {
    await run(path.join(bin, 'tsc'), args, { cwd: place, env: process.env });
  } catch (error) {
    if (error instanceof CommandFailure) throw new Error(error.output, { cause: error });
    throw error;
  }
}

test('openapi-typescript writes types that compile, and say what a file is', async () => {
  const place = path.join(folder, 'openapi-typescript');
  await mkdir(place);
  await run(path.join(bin, 'openapi-typescript'), [document, '--output', 'waybill.ts'], {
    cwd: place,
    env: process.env,
  });
  const use = (status: string) => `
    import type { components, operations } from './waybill';
    type StoredFile = components['schemas']['StoredFile'];
    export const isReadable = (file: StoredFile): boolean => file.status === '${status}';
    export const upload: operations['createUpload']['requestBody']['content']['application/json'] = {
      filename: 'a.txt', contentType: 'text/plain', sizeBytes: 1,
    };`;
  await writeFile(path.join(place, 'use.ts'), use('verified'));
  await compile(place, 'use.ts');
  await writeFile(path.join(place, 'wrong.ts'), use('verifed'));
  await expect(compile(place, 'wrong.ts')).rejects.toThrow('TS2367');
});

test('hey-api writes a client that compiles', async () => {
  const place = path.join(folder, 'hey-api');
  await mkdir(place);
  const plugins = ['@hey-api/typescript', '@hey-api/sdk', '@hey-api/client-fetch'];
  const args = ['--input', document, '--output', 'waybill', '--plugins', ...plugins];
  await run(path.join(root, 'node_modules/.bin/openapi-ts'), args, { cwd: place, env: process.env });
  await writeFile(
    path.join(place, 'use.ts'),
    `import { readFile } from './waybill/sdk.gen';
    export const statusOf = async (id: string) =>
      (await readFile({ path: { id }, throwOnError: true })).data.status satisfies string;`,
  );
  await compile(place, 'use.ts');
});
