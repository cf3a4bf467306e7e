import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import selfsigned from 'selfsigned';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { problem } from '../contract-reply.js';
import { ContractServer } from '../contract-server.js';
import { command, lines, run } from './run-command.js';
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

const waybill = (args: readonly string[], apiUrl = server.url) =>
  run([...command, ...args], { ...place.environment, WAYBILL_API_URL: apiUrl });

async function storedId(): Promise<string> {
  await writeFile(join(folder, 'a.txt'), 'one');
  return String(lines(await waybill(['up', join(folder, 'a.txt')]))[0]?.['id']);
}

test.each([
  [
    'an address that is none',
    ['ls', '--api', 'foo'],
    /'foo' is invalid\. Expected an address such as https:/,
  ],
  ['an option before its command', ['--api', 'foo', 'ls'], /Options follow their command: waybill ls --api/],
  ['an issuer that is none', ['login', '--client-id', 'x', '--issuer', 'foo'], /'foo' is invalid/],
  ['a host that is none', ['ls', '--api', 'http://nowhere.invalid'], /nowhere\.invalid: no such host/],
  [
    'a folder that is none',
    ['get', 'a.txt', '-o', 'no/such/x'],
    /no\/such: there is no such folder; create it/,
  ],
])('%s is reported in terms of a terminal', async (_, args, message) => {
  const { exitCode, stderr } = await waybill(args);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/CORS|apiUrl|ENOENT|\.part/);
});

test('so is an address where nothing listens, in uploads too', async () => {
  const closed = new ContractServer();
  const url = await closed.listen();
  await closed.close();
  const { stderr } = await waybill(['ls'], url);
  expect(stderr).toBe(
    `waybill: ${new URL(url).host} refuses connections: nothing listens at that address (ECONNREFUSED)\n`,
  );
});

test('so is a certificate that no authority has signed', async () => {
  const { private: key, cert } = await selfsigned.generate([{ name: 'commonName', value: 'localhost' }]);
  const https = createServer({ key, cert });
  await new Promise<void>((resolve) => https.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = https.address() as AddressInfo;
    const { stderr } = await waybill(['ls'], `https://127.0.0.1:${port}`);
    expect(stderr).toMatch(/^waybill: the certificate of 127\.0\.0\.1:\d+ is not accepted \(\w+\)/);
  } finally {
    https.closeAllConnections();
    await new Promise((resolve) => https.close(resolve));
  }
});

test('so is a server that is no Waybill', async () => {
  server.failNext(/^GET \/files/, { status: 404, body: '{"message":"Not Found"}' });
  const { stderr } = await waybill(['ls']);
  expect(stderr).toMatch(/is its address \(--api, WAYBILL_API_URL\) the stack’s output ApiUrl\?/);
  expect(stderr).not.toContain('apiUrl');
});

test('a file that cannot be written is called by its own name', async () => {
  const id = await storedId();
  const path = join(folder, 'copy.txt');
  await mkdir(`${path}.${id}.part`);
  expect(await waybill(['get', id, '-o', path])).toMatchObject({
    exitCode: 2,
    stderr: `waybill: ${path}: illegal operation on a directory\n`,
  });
});

test('a lifetime beyond the maximum is reported once, by its option and in days', async () => {
  const id = await storedId();
  const [pointer, detail] = ['/expiresInSeconds', 'Too big: expected int to be <=2592000'];
  const refusal = problem(422, 'invalid-request', `${pointer}: ${detail}`, [{ pointer, detail }]);
  server.failNext(/^POST .*\/shares/, refusal);
  expect(await waybill(['share', id, '--expires', '90d'])).toEqual({
    exitCode: 2,
    stdout: '',
    stderr: 'waybill: --expires may be at most 30d (invalid-request)\n',
  });
});

test('an error of the service keeps its code', async () => {
  const { stderr } = await waybill(['get', '01a20183-1091-72c5-ab13-7fd9c7af2064']);
  expect(stderr).toMatch(/There is no file with this id \(file-not-found\)/);
});
