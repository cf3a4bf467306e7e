import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { until } from '../../end-to-end/until.js';
import { partBytes } from '../contract-file.js';
import type { ContractServer } from '../contract-server.js';
import { command, lines, onTerminal, run, type Ran } from './run-command.js';
import { Workplace } from './workplace.js';

// Each run of the command is a process.
jest.setTimeout(60_000);

let place: Workplace;
let server: ContractServer;
let folder: string;

beforeEach(async () => {
  place = await Workplace.open();
  ({ server, folder } = place);
});
afterEach(() => place.close());

const environment = () => place.environment;
const up = (args: readonly string[], changes: Readonly<Record<string, string>> = {}) =>
  run([...command, 'up', ...args], { ...environment(), ...changes });

const png = Buffer.from('\x89PNG small', 'latin1');
const elf = Buffer.from('\x7fELF program', 'latin1');

async function file(name: string, bytes: Uint8Array = png): Promise<string> {
  const path = join(folder, name);
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, bytes);
  return path;
}

describe('waybill up', () => {
  test('sends a folder and a pattern, each file once, and reports each outcome', async () => {
    const paths = [await file('trip/b.png'), await file('trip/deep/c.png'), await file('a.png')];
    await file('trip/.hidden.png');
    const ran = await up([join(folder, 'trip'), `${folder}/{a,trip/b}.png`]);
    expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
    const told = lines(ran).map(({ path, status }) => `${String(path)} ${String(status)}`);
    expect(told.sort()).toEqual(paths.map((path) => `${path} verified`).sort());
    expect(server.bytesOf(String(lines(ran)[0]?.['id']))).toEqual(png);
  });

  test('continues after a file that is rejected, empty, or of a type that is not accepted', async () => {
    await file('good.png');
    await file('program.png', elf);
    await file('empty.png', Buffer.alloc(0));
    await file('page.exe', elf);
    const ran = await up([folder, '--metadata', 'trip=bali']);
    expect(ran.exitCode).toBe(1);
    const told = Object.fromEntries(
      lines(ran).map((line) => [String(line['path']).slice(folder.length + 1), line]),
    );
    expect(told).toEqual({
      'good.png': expect.objectContaining({ status: 'verified', reasons: [] }),
      'program.png': expect.objectContaining({
        status: 'rejected',
        reasons: [expect.objectContaining({ code: 'executable-content' })],
      }),
      'empty.png': expect.objectContaining({ code: 'invalid-request' }),
      'page.exe': expect.objectContaining({ status: 'rejected' }),
    });
    const created = server.requests.find(({ path }) => path === '/uploads');
    expect(JSON.parse(String(created?.body))).toMatchObject({ metadata: { trip: 'bali' } });
  });

  test('exits with 1 where the service refuses and nothing else went wrong', async () => {
    const ran = await up([await file('photo.png'), '--type', 'application/x-elf']);
    expect(ran.exitCode).toBe(1);
    expect(lines(ran)).toMatchObject([{ code: 'type-not-allowed' }]);
  });

  test('declares a SHA-256 of files in one PUT by default', async () => {
    const photo = await file('photo.png');
    await up([photo]);
    await up([photo, '--no-checksum']);
    const declared = server.requests
      .filter(({ path }) => path === '/uploads')
      .map(({ body }) => (JSON.parse(String(body)) as { sha256?: string }).sha256);
    expect(declared).toEqual([expect.stringMatching(/^[\w+/]{43}=$/), undefined]);
  });

  test('draws on a terminal how far it is, and what was found', async () => {
    const paths = [await file('photo.png'), await file('program\u001b[2J.png', elf)];
    const ran = await run(onTerminal([...command, 'up', ...paths]), environment());
    expect(ran.exitCode).toBe(1);
    expect(ran.stdout).toMatch(/✓ .*photo\.png {2}[0-9a-f-]{36} {2}verified/);
    expect(ran.stdout).toMatch(
      /✗ .*program\ufffd\[2J\.png {2}[0-9a-f-]{36} {2}rejected\r\n {4}the file is a program/,
    );
    expect(ran.stdout).toContain('2 of 2 files');
  });

  test.each([
    ['a path that is none', [join('/', 'nowhere', 'photo.png')], /photo\.png: no such file/],
    ['a pattern that fits none', [join('/', 'nowhere', '*.png')], /\*\.png: no such file/],
    ['jobs that are none', ['--jobs', '0', 'x'], /Expected a whole number/],
    ['an end that is none', ['--expires', 'soon', 'x'], /such as 24h/],
    ['metadata without a name', ['--metadata', 'bali', 'x'], /Expected name=value/],
  ])('reports what is wrong with %s', async (_, args, message) => {
    const ran = await up(args);
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ran.stderr).toMatch(message);
  });

  test('explains how to sign in without a session, and reports a rejected token', async () => {
    const photo = await file('photo.png');
    const unsigned = await up([photo], { WAYBILL_TOKEN: '' });
    expect(unsigned).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('`waybill login`') });
    const refused = await up([photo], { WAYBILL_TOKEN: 'forged' });
    expect(refused.exitCode).toBe(2);
    expect(refused.stdout).not.toContain('forged');
  });
});

describe('a large file that was broken off', () => {
  const bytes = randomBytes(10 * partBytes);
  const sent = () =>
    server.requests
      .filter(({ method }) => method === 'PUT')
      .map(({ path }) => Number(path.split('/').at(-1)));

  /** Kills the command during part 6, after part 1 was acknowledged. */
  async function broken(path: string, signal: NodeJS.Signals): Promise<Ran> {
    const held = server.holdNext(/^PUT .*\/6$/);
    const ran = run([...command, 'up', path], environment(), (child) => {
      void held.reached.then(async () => {
        const uploads = join(folder, '.state/waybill/uploads');
        await until('part 1 to be remembered', async () => {
          const name = (await readdir(uploads)).find((one) => one.endsWith('.json')) ?? '';
          const { unfinished } = JSON.parse(await readFile(join(uploads, name), 'utf8')) as Remembered;
          return unfinished.parts.includes(1) || undefined;
        });
        child.kill(signal);
      });
    });
    const ended = await ran;
    held.release();
    await server.settled();
    server.requests.length = 0;
    return ended;
  }

  test.each([
    ['SIGINT', 130],
    ['SIGKILL', 0],
  ] as const)('by %s resumes', async (signal, exitCode) => {
    const large = await file('large.txt', bytes);
    expect(await broken(large, signal)).toMatchObject({
      exitCode,
      stderr: signal === 'SIGINT' ? 'waybill: stopped; run the same command again to resume\n' : '',
    });
    const ran = await up([large]);
    expect(lines(ran)).toMatchObject([{ status: 'verified' }]);
    expect(server.bytesOf(String(lines(ran)[0]?.['id']))).toEqual(bytes);
    expect(sent()).not.toContain(1);
    expect(sent()).toContain(6);
  });

  test('is another upload once it was changed', async () => {
    const large = await file('large.txt', bytes);
    await broken(large, 'SIGKILL');
    await utimes(large, new Date(), new Date('2020-01-01'));
    expect(lines(await up([large]))).toMatchObject([{ status: 'verified' }]);
    expect(sent().sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });
});

interface Remembered {
  readonly unfinished: { readonly parts: readonly number[] };
}
