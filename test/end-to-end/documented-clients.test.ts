import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { permissions } from '../../lambda/core/access/permission.js';
import { run } from '../../local/process/command.js';
import { deployWith, issueToken, system } from '../stack/system.js';
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

const runThere = (command: string, ...args: string[]): Promise<string> => runWith({}, command, ...args);

async function runWith(
  environment: Readonly<Record<string, string>>,
  command: string,
  ...args: string[]
): Promise<string> {
  const user = { API: system.apiUrl, TOKEN: await issueToken('alice') };
  const env = { PATH: process.env['PATH'], ...user, ...environment };
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

describe('docs/problem-examples.md meets each problem that it names', () => {
  /** Runs one of its blocks after the functions that both need. */
  async function meets(block: number, environment: Readonly<Record<string, string>> = {}): Promise<void> {
    const blocks = await documentedBlocks('docs/problem-examples.md');
    expect(blocks).toHaveLength(3);
    const [functions = '', script = ''] = [blocks[0], blocks[block]];
    const said = await runWith(environment, 'bash', '-euo', 'pipefail', '-c', `${functions}\n${script}`);
    const codes = said
      .trim()
      .split('\n')
      .map((line) => line.split(':')[0]);
    expect(codes).toEqual([...script.matchAll(/ gets ([a-z-]+)$/gm)].map(([, code]) => code));
  }

  test('as any user', () => meets(1));

  test('as an administrator of a deployment with other settings', async () => {
    const settings = /`-c (\w+)=(\S+) -c (\w+)=(\S+) -c (\w+)=(\S+)`/.exec(
      await readFile(path.join(root, 'docs/problem-examples.md'), 'utf8'),
    );
    const [, ...words] = settings ?? [];
    const context = Object.fromEntries([0, 2, 4].map((at) => [words[at] ?? '', words[at + 1] ?? '']));
    expect(Object.keys(context)).toEqual(['maxPendingUploads', 'maxBytes', 'webhooks']);
    const roles = JSON.stringify({ administrators: permissions });
    const { apiUrl } = await deployWith('WaybillProblems', { ...context, roles });
    const admin = { groups: ['administrators'] };
    await meets(2, {
      API: apiUrl,
      ADMIN: await issueToken('admin', admin),
      NAMELESS: await issueToken('', { ...admin, claims: { sub: null } }),
    });
  }, 300_000);
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
