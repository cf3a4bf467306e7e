import { createServer, type Server } from 'node:http';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { command, onTerminal, run } from '../run-command.js';

// Each run of the command is a process.
jest.setTimeout(60_000);

const someId = '01a20183-1091-72c5-ab13-7fd9c7af2064';

/** Clears the screen in C0 and C1, renames the window, reverses text, forges a line, hides text. */
const hostile =
  'a\u001b[2J\u009b2J\u001b]0;x\u0007\u202eb\u2066\r\nwaybill: fine\u200b\u007f\u2028\u{e0041}z';

const file = {
  id: hostile,
  filename: hostile,
  status: hostile,
  sizeBytes: 1,
  contentType: hostile,
  detectedType: hostile,
  createdAt: hostile,
  metadata: { [hostile]: hostile },
  reasons: [{ code: hostile, message: hostile, advice: hostile }],
  warnings: [{ code: hostile, message: hostile }],
};
const refusal = {
  code: 'invalid-request',
  detail: hostile,
  errors: [{ pointer: hostile, detail: hostile }],
};

let server: Server;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waybill-hostile-'));
  server = createServer(({ url = '' }, answer) => {
    answer.setHeader('content-type', 'application/json');
    if (url.startsWith('/files?'))
      return answer.end(JSON.stringify({ items: [file, { ...file, id: someId }], nextCursor: null }));
    if (url.startsWith('/webhooks'))
      return answer.end(
        JSON.stringify({
          items: [{ id: hostile, url: hostile, events: [hostile], disabled: { reason: hostile } }],
        }),
      );
    return answer.writeHead(422).end(JSON.stringify(refusal));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true });
});

const environment = () => ({
  WAYBILL_API_URL: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
  WAYBILL_TOKEN: 'good',
  XDG_CONFIG_HOME: folder,
  NO_COLOR: '1',
});

/** Control bytes, except the line feeds (CR LF on a terminal) of the command's own lines. */
const acting =
  // eslint-disable-next-line no-control-regex -- these are what must not be there
  /[\0-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]|[\u{e0000}-\u{e0fff}]/u;

test.each([
  ['a list', ['ls']],
  ['a list as JSON', ['ls', '--json']],
  ['a refusal with fields', ['get', someId]],
  ['all facts of a file', ['info', '*']],
  ['a name that several files have', ['get', hostile]],
  ['webhooks', ['webhooks', 'ls']],
  ['a file that cannot be read', ['inspect', `/nowhere/${hostile}`]],
  ['a command line that is wrong', ['ls', `--${hostile}`]],
])('%s: nothing of what others wrote acts on the terminal', async (_, args) => {
  const { stdout, stderr } = await run(onTerminal([...command, ...args]), environment());
  const seen = (stdout + stderr).replaceAll('\r\n', '\n');
  expect(seen).toMatch(/a(\ufffd|\\u001b)\[2J/);
  expect(seen).not.toMatch(acting);
});

test('a refusal forges no line, and names of files none', async () => {
  const { stderr } = await run([...command, 'get', someId], environment());
  expect(stderr.split('\n').filter((line) => line.startsWith('waybill: '))).toHaveLength(1);
  await writeFile(join(folder, 'a\n\u001b[2J.txt'), 'plain text\n');
  const { stdout } = await run(
    onTerminal([...command, 'inspect', join(folder, 'a\n\u001b[2J.txt')]),
    environment(),
  );
  expect(stdout).toContain('a\ufffd\ufffd[2J.txt');
});
