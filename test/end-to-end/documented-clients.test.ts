import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { run } from '../../local/process/command.js';
import { issueToken, system } from '../stack/system.js';
import { documentedBlocks } from '../docs/documented.js';

const root = path.join(import.meta.dirname, '..', '..');
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'waybill-documented-'));
  await copyFile(path.join(root, 'test/fixtures/content/image/photo.jpg'), path.join(folder, 'photo.jpg'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

const inFolder = (name: string) => path.join(folder, name);

async function runThere(command: string, ...args: string[]): Promise<string> {
  const env = { PATH: process.env['PATH'], API: system.apiUrl, TOKEN: await issueToken('alice') };
  return run(command, args, { cwd: folder, env });
}

const tool = (name: string) => path.join(root, 'node_modules/.bin', name);

const isSame = async (one: string, other: string) =>
  (await readFile(inFolder(one))).equals(await readFile(inFolder(other)));

/** Text of more than one part. */
const journal = Buffer.from(
  Array.from({ length: 400_000 }, (_, day) => `Day ${String(day)}: nothing was lost.\n`).join(''),
);

describe('the README', () => {
  test('uploads and downloads a photo with curl', async () => {
    const [block = ''] = await documentedBlocks('README.md');
    const said = await runThere('bash', '-euo', 'pipefail', '-c', block);
    expect(said).toContain('"status":"verified"');
    expect(await isSame('copy.jpg', 'photo.jpg')).toBe(true);
  });
});

describe('docs/clients/curl.md', () => {
  test('sends a file in parts, and makes a link by which anyone reads it', async () => {
    await writeFile(inFolder('journal.txt'), journal);
    const [block = ''] = await documentedBlocks('docs/clients/curl.md');
    const said = await runThere('bash', '-euo', 'pipefail', '-c', block);
    expect(said).toContain('"status":"verified"');
    const link = said.trim().split('\n').at(-1) ?? '';
    const read = await fetch(link, { method: 'POST' });
    expect(Buffer.from(await read.arrayBuffer()).equals(journal)).toBe(true);
  });
});

test('docs/problem-examples.md meets each problem that it names', async () => {
  const [block = ''] = await documentedBlocks('docs/problem-examples.md');
  const said = await runThere('bash', '-euo', 'pipefail', '-c', block);
  const codes = said
    .trim()
    .split('\n')
    .map((line) => line.split(':')[0]);
  expect(codes).toEqual([...block.matchAll(/ gets ([a-z-]+)$/gm)].map(([, code]) => code));
});

describe('docs/clients/python.md', () => {
  beforeEach(async () => {
    const [client = '', use = ''] = await documentedBlocks('docs/clients/python.md');
    await writeFile(inFolder('waybill.py'), client);
    await writeFile(inFolder('use.py'), use);
  });

  test('uploads and downloads a photo', async () => {
    expect(await runThere(system.python, 'use.py')).toContain('verified []');
    expect(await isSame('copy.jpg', 'photo.jpg')).toBe(true);
  });

  test('sends only the missing parts after a crash, and names the refusal', async () => {
    await writeFile(inFolder('journal.txt'), journal);
    await copyFile(path.join(import.meta.dirname, 'crashing_upload.py'), inFolder('crashing_upload.py'));
    const said = await runThere(system.python, 'crashing_upload.py');
    expect(JSON.parse(said)).toMatchObject({
      refused: 'type-not-allowed',
      status: 'verified',
      sentTwice: [],
      missing: [],
    });
    expect(await isSame('back.txt', 'journal.txt')).toBe(true);
  });
});

describe('docs/clients/generated.md', () => {
  test('compiles with a client from a public generator, and uploads a photo', async () => {
    const [use = ''] = await documentedBlocks('docs/clients/generated.md');
    const answer = await fetch(`${system.apiUrl}/openapi.json`);
    await writeFile(inFolder('openapi.json'), await answer.text());
    await writeFile(inFolder('use.mts'), use);
    await runThere(
      tool('openapi-ts'),
      ...['--input', 'openapi.json', '--output', 'waybill', '--no-log-file', '--silent', '--plugins'],
      ...['@hey-api/typescript', '@hey-api/sdk', '@hey-api/client-fetch'],
    );
    await runThere(
      tool('tsc'),
      ...['use.mts', '--strict', '--noEmit', '--skipLibCheck', '--target', 'es2023', '--module', 'esnext'],
      ...['--moduleResolution', 'bundler', '--lib', 'es2023,dom,dom.iterable'],
      ...['--types', 'node', '--typeRoots', path.join(root, 'node_modules/@types')],
    );
    await build({
      ...{ entryPoints: [inFolder('use.mts')], outfile: inFolder('use.mjs') },
      ...{ bundle: true, format: 'esm', platform: 'node' },
    });
    const said = await runThere(process.execPath, 'use.mjs');
    expect(said).toBe('verified []\nimage/jpeg\n');
  });
});
