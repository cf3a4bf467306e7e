import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { until } from '../../end-to-end/until.js';
import { command, run } from './run-command.js';

// Each run of the command is a process.
jest.setTimeout(60_000);

const bytes = randomBytes(100_000);
const id = randomUUID();
let folder: string;
let server: Server;
/** The requested ranges. */
let ranges: (string | undefined)[];
/** After this many bytes storage closes the connection, once for each entry. */
let breaks: number[];
/** After this many bytes storage sends no more, and calls `onStall`. */
let stallAt: number | undefined;
let onStall: () => void;
let filename: string;
let sha256: string | null;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waybill-get-'));
  [ranges, breaks, filename, stallAt] = [[], [], 'photo.png', undefined];
  sha256 = createHash('sha256').update(bytes).digest('base64');
  server = createServer(({ url = '', headers, headersDistinct }, answer) => {
    const origin = `http://${headers.host ?? ''}`;
    if (url === `/files/${id}`)
      return answer.end(
        JSON.stringify({ id, filename, sha256, sizeBytes: bytes.length, status: 'verified' }),
      );
    if (url.startsWith(`/files/${id}/url`))
      return answer.end(JSON.stringify({ url: `${origin}/bytes`, expiresAt: '2026-11-22T12:00:00Z' }));
    // S3 refuses a presigned URL with a token.
    if (headersDistinct['authorization']) return answer.writeHead(400).end();
    const from = Number(/^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1] ?? 0);
    ranges.push(headers.range);
    answer.writeHead(headers.range ? 206 : 200, { 'content-length': bytes.length - from });
    if (stallAt !== undefined) return answer.write(bytes.subarray(from, from + stallAt), () => onStall());
    const length = breaks.shift();
    if (length === undefined) return answer.end(bytes.subarray(from));
    return answer.write(bytes.subarray(from, from + length), () => setImmediate(() => answer.destroy()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true });
});

const inFolder = (name: string) => join(folder, name);
const environment = () => ({
  WAYBILL_API_URL: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
  WAYBILL_TOKEN: 'good',
  XDG_CONFIG_HOME: inFolder('.config'),
});
const get = (...args: string[]) => run([...command, 'get', id, ...args], environment());

describe('waybill get', () => {
  test('downloads a file whose connection breaks repeatedly, each byte once', async () => {
    breaks = [30_000, 1, 50_000];
    expect(await get('-o', folder)).toMatchObject({ exitCode: 0, stdout: '' });
    expect((await readFile(inFolder('photo.png'))).equals(bytes)).toBe(true);
    expect(ranges).toEqual([undefined, 'bytes=30000-', 'bytes=30001-', 'bytes=80001-']);
    expect(await readdir(folder)).toEqual(['photo.png']);
  });

  test('exits with 130 on Ctrl-C, says how to continue, and does', async () => {
    stallAt = 30_000;
    const part = inFolder(`photo.png.${id}.part`);
    const ran = await run([...command, 'get', id, '-o', folder], environment(), (child) => {
      onStall = () =>
        void until(
          'the bytes to be written',
          async () => (await stat(part)).size === stallAt || undefined,
        ).then(() => child.kill('SIGINT'));
    });
    expect(ran).toEqual({
      exitCode: 130,
      stdout: '',
      stderr: 'waybill: stopped; run the same command again to resume\n',
    });
    stallAt = undefined;
    expect(await get('-o', folder)).toMatchObject({ exitCode: 0 });
    expect(ranges).toEqual([undefined, 'bytes=30000-']);
    expect((await readFile(inFolder('photo.png'))).equals(bytes)).toBe(true);
  });

  test('resumes an earlier run', async () => {
    await writeFile(inFolder(`photo.png.${id}.part`), bytes.subarray(0, 40_000));
    expect(await get('-o', inFolder('photo.png'))).toMatchObject({ exitCode: 0 });
    expect((await readFile(inFolder('photo.png'))).equals(bytes)).toBe(true);
    expect(ranges).toEqual(['bytes=40000-']);
  });

  test('keeps nothing if the bytes do not match the declared checksum', async () => {
    await writeFile(inFolder(`photo.png.${id}.part`), randomBytes(40_000));
    const ran = await get('-o', inFolder('photo.png'));
    expect(ran).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('do not match the SHA-256') });
    expect(await readdir(folder)).toEqual([]);
  });

  test('writes to standard output, and checks that too', async () => {
    sha256 = null;
    breaks = [30_000];
    const ran = await run(['sh', '-c', '"$@" | sha256sum', 'sh', ...command, 'get', id, '-o', '-'], {
      WAYBILL_API_URL: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
      WAYBILL_TOKEN: 'good',
    });
    expect(ran.stdout).toContain(createHash('sha256').update(bytes).digest('hex'));
    sha256 = createHash('sha256').update('other').digest('base64');
    expect(await get('-o', '-')).toMatchObject({ exitCode: 2 });
  });

  test('replaces an existing file only with --force', async () => {
    await writeFile(inFolder('photo.png'), 'mine');
    expect(await get('-o', folder)).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('--force'),
    });
    expect(await readFile(inFolder('photo.png'), 'utf8')).toBe('mine');
    expect(await get('-o', folder, '--force')).toMatchObject({ exitCode: 0 });
    expect((await readFile(inFolder('photo.png'))).equals(bytes)).toBe(true);
  });

  test('treats a name that differs only in case or normalization as existing', async () => {
    filename = '\u00dcber.png';
    await writeFile(inFolder('u\u0308BER.png'), 'mine');
    expect(await get('-o', folder)).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('is there already'),
    });
    expect(await readdir(folder)).toEqual(['u\u0308BER.png']);
  });

  test.each([
    ['../../evil.png', '__.._evil.png'],
    ['..\\evil.png', '__evil.png'],
    ['a/b\u001b[2J.png', 'a_b_[2J.png'],
    ['.bashrc', '_bashrc'],
    ['photo_\u202egpj.exe', 'photo_gpj.exe'],
    ['NUL.txt ', '_NUL.txt'],
    [`${'n'.repeat(300)}.png`, `${'n'.repeat(251)}.png`],
  ])('stays in its folder whatever the name: %j', async (name, local) => {
    filename = name;
    expect(await get('-o', folder)).toMatchObject({ exitCode: 0 });
    expect(await readdir(folder)).toEqual([local]);
  });
});
