import { spawn } from 'node:child_process';
import dgram from 'node:dgram';
import { once } from 'node:events';
import https from 'node:https';
import http from 'node:http';
import net, { type AddressInfo, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { nameServers } from '../../lambda/outbound/name-servers.js';
import { webhookPost, type Outside } from '../../lambda/outbound/webhook-post.js';
import { hostileAnswers } from './hostile-answers.js';

const deadlineMs = 400;
/** Timers are late on a machine that runs other tests. */
const patienceMs = 2_500;

const closing: (() => void)[] = [];
afterEach(() => closing.splice(0).forEach((close) => close()));

async function listening(onConnection: (socket: Socket) => void): Promise<number> {
  const server = net.createServer((socket) => {
    closing.push(() => socket.destroy());
    socket.on('error', () => undefined);
    onConnection(socket);
  });
  closing.push(() => server.close());
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return (server.address() as AddressInfo).port;
}

/** This machine replaces the internet. */
const here = (port?: number): Outside => ({
  resolve: async () => ['93.184.215.14'],
  dial: (secure, options) =>
    (secure ? https : http).request({ ...options, host: '127.0.0.1', port: port ?? options.port }),
  allowLoopback: true,
  deadlineMs,
});

async function post(url: string, outside = here(), body = '{}') {
  const startedAt = performance.now();
  const attempt = await webhookPost(outside, { url, headers: { 'webhook-id': 'evt_1' }, body });
  expect(performance.now() - startedAt).toBeLessThan(deadlineMs + patienceMs);
  return attempt;
}

const plain = (port: number) => `http://127.0.0.1:${String(port)}/`;
const secure = 'https://hooks.example.com/';

describe('an attempt ends by its deadline, at a server that responds', () => {
  test.each(hostileAnswers)('$what', async ({ speak, ended }) => {
    let socket: Socket | undefined;
    const port = await listening((connected) => {
      socket = connected;
      connected.once('data', () => speak(connected));
    });
    expect(await post(plain(port))).toMatchObject(ended);
    // Most of the endless data is never read.
    expect(socket?.bytesWritten).toBeLessThan(16 * 2 ** 20);
  });

  test('nothing, and reads nothing', async () => {
    const port = await listening((socket) => socket.pause());
    expect(await post(plain(port), here(), 'x'.repeat(2 ** 24))).toMatchObject({ error: 'timeout' });
  });

  test('before the request', async () => {
    const port = await listening(
      (socket) => void socket.write('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n'),
    );
    expect(await post(plain(port))).toMatchObject({ status: 200 });
  });
});

describe('an attempt ends by its deadline, if TLS', () => {
  const afterHello = (act: (socket: Socket) => void) => (socket: Socket) =>
    void socket.once('data', () => act(socket));
  test.each<[string, 'timeout' | 'connection-failed' | 'tls-failed', (socket: Socket) => void]>([
    ['is not spoken', 'timeout', () => undefined],
    ['stops after the ClientHello', 'timeout', afterHello(() => undefined)],
    [
      'comes a byte at a time',
      'timeout',
      afterHello((socket) => {
        // The head of a handshake record of 16 KiB, and then its bytes.
        socket.write(Buffer.from([22, 3, 3, 0x40, 0, 2, 0, 0x3f, 0xfc, 3, 3]));
        const timer = setInterval(() => socket.write(Buffer.alloc(1)), 30);
        socket.on('close', () => clearInterval(timer));
      }),
    ],
    ['is met by a reset', 'connection-failed', (socket) => void socket.resetAndDestroy()],
    [
      'is reset after the ClientHello',
      'connection-failed',
      afterHello((socket) => void socket.resetAndDestroy()),
    ],
    ['ends after the ClientHello', 'connection-failed', afterHello((socket) => void socket.end())],
    [
      'is answered in plain HTTP',
      'tls-failed',
      afterHello((socket) => void socket.end('HTTP/1.1 200 OK\r\n\r\n')),
    ],
  ])('%s', async (_what, error, act) => {
    const port = await listening(act);
    expect(await post(secure, here(port))).toMatchObject({ error });
  });
});

/** A full backlog: the kernel drops further connections. Node.js always accepts, so this is Python. */
const fullBacklog = `
import socket, sys
server = socket.socket()
server.bind(("127.0.0.1", 0))
server.listen(0)
waiting = []
for _ in range(3):
    each = socket.socket()
    each.setblocking(False)
    each.connect_ex(server.getsockname())
    waiting.append(each)
print(server.getsockname()[1], flush=True)
sys.stdin.read()
`;

test('an attempt ends by its deadline, if a connection is never accepted', async () => {
  const child = spawn('python3', ['-c', fullBacklog], { stdio: ['pipe', 'pipe', 'inherit'] });
  closing.push(() => child.stdin.end());
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  expect(await post(plain(Number(String(line))))).toMatchObject({ error: 'timeout' });
});

describe('an attempt ends by its deadline, if a name server', () => {
  test('never answers', async () => {
    const server = dgram.createSocket('udp4');
    closing.push(() => server.close());
    let asked = 0;
    server.on('message', () => asked++);
    await once(server.bind(0, '127.0.0.1'), 'listening');
    const resolve = nameServers([`127.0.0.1:${String(server.address().port)}`]);
    expect(await post(secure, { ...here(), resolve })).toMatchObject({ error: 'timeout' });
    expect(asked).toBeGreaterThan(0);
  });

  test('answers nonsense', async () => {
    const server = dgram.createSocket('udp4');
    closing.push(() => server.close());
    // FORMERR (RFC 1035 section 4.1.1), with the question's id.
    server.on('message', (question, { port }) =>
      server.send(
        Buffer.concat([question.subarray(0, 2), Buffer.from([0x81, 0x81]), question.subarray(4)]),
        port,
      ),
    );
    await once(server.bind(0, '127.0.0.1'), 'listening');
    const resolve = nameServers([`127.0.0.1:${String(server.address().port)}`]);
    const { error } = (await post(secure, { ...here(), resolve })) as { error?: string };
    expect(['name-not-found', 'timeout']).toContain(error);
  });
});

test('a hundred names whose server never responds delay no other lookup', async () => {
  const silent = dgram.createSocket('udp4');
  closing.push(() => silent.close());
  await once(silent.bind(0, '127.0.0.1'), 'listening');
  const resolve = nameServers([`127.0.0.1:${String(silent.address().port)}`]);
  const hanging = Array.from({ length: 100 }, () => post(secure, { ...here(), resolve, deadlineMs: 1_500 }));
  const port = await listening((socket) =>
    socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n')),
  );
  const local = nameServers();
  const good = await post(`http://localhost:${String(port)}/`, { ...here(), resolve: local });
  expect(good).toMatchObject({ status: 200 });
  for (const attempt of await Promise.all(hanging)) expect(attempt).toMatchObject({ error: 'timeout' });
});

test('of a batch, one that hangs delays no other', async () => {
  const flooding = hostileAnswers.filter(({ what }) => /without end|silence|1 GB/.test(what));
  expect(flooding.length).toBeGreaterThan(9);
  const attempts = flooding.map(async ({ speak }) => {
    const port = await listening((socket) => socket.once('data', () => speak(socket)));
    return post(plain(port), { ...here(), deadlineMs: 1_500 });
  });
  const port = await listening((socket) =>
    socket.once('data', () =>
      setTimeout(() => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n'), 100),
    ),
  );
  expect(await post(plain(port), { ...here(), deadlineMs: 1_500 })).toMatchObject({ status: 200 });
  await Promise.all(attempts);
});
