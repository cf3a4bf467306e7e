import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from '@jest/globals';
import { generate } from 'selfsigned';
import { webhookPost, type Outside } from '../../lambda/outbound/webhook-post.js';
import { names, refusedUrls } from './refused-urls.js';

const message = { headers: { 'webhook-id': 'evt_1' }, body: '{"é":1}' };

/** Resolves names from a table, and opens nothing. */
function recorder(lookup: (name: string) => readonly string[] = (name) => names[name] ?? []) {
  const looked: string[] = [];
  const dialled: { host: unknown; servername: unknown }[] = [];
  const outside: Outside = {
    resolve: async (name) => {
      looked.push(name);
      return lookup(name);
    },
    dial: (_secure, { host, servername }) => {
      dialled.push({ host, servername });
      throw new Error('no connection in this test');
    },
  };
  return { outside, looked, dialled };
}

describe('nothing is sent, and no connection opened, to', () => {
  test.each(refusedUrls)('%s: %s', async (_what, url) => {
    const { outside, dialled } = recorder();
    expect(await webhookPost(outside, { url, ...message })).toMatchObject({ error: 'address-refused' });
    expect(dialled).toEqual([]);
  });

  test('they are more than forty', () => {
    expect(new Set(refusedUrls.map(([, url]) => url)).size).toBeGreaterThanOrEqual(40);
  });
});

describe('a connection is opened', () => {
  test('to the resolved address, also after a change of its DNS record', async () => {
    let times = 0;
    const rebinding = () => (times++ === 0 ? ['93.184.215.14'] : ['127.0.0.1']);
    const { outside, looked, dialled } = recorder(rebinding);
    await webhookPost(outside, { url: 'https://hooks.example.com/', ...message });
    expect(looked).toEqual(['hooks.example.com']);
    expect(dialled).toEqual([{ host: '93.184.215.14', servername: 'hooks.example.com' }]);
  });

  test('to a public address itself, without a lookup', async () => {
    const { outside, looked, dialled } = recorder();
    await webhookPost(outside, { url: 'https://[2606:4700::1111]/', ...message });
    expect([looked, dialled]).toEqual([[], [{ host: '2606:4700::1111', servername: '' }]]);
  });

  test('over plain http only to this machine, and only if that is allowed', async () => {
    for (const [url, opened] of [
      ['http://127.0.0.1:1/', 1],
      ['http://10.0.0.1/', 0],
      ['http://169.254.169.254/', 0],
      ['http://private.example.com/', 0],
    ] as const) {
      const { outside, dialled } = recorder();
      await webhookPost({ ...outside, allowLoopback: true }, { url, ...message });
      expect({ url, opened: dialled.length }).toEqual({ url, opened });
      await webhookPost(outside, { url, ...message });
      expect(dialled.length).toBe(opened);
    }
  });
});

const sockets = new Set<Duplex>();
const servers: (http.Server | https.Server)[] = [];
afterEach(async () => {
  sockets.forEach((socket) => socket.destroy());
  sockets.clear();
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

async function listening(server: http.Server | https.Server): Promise<number> {
  servers.push(server);
  server.on('connection', (socket: Duplex) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** This machine replaces the internet: connections are made to a server of the test. */
const here = (more: https.RequestOptions = {}): Outside => ({
  resolve: async () => ['127.0.0.1'],
  dial: (secure, options) => (secure ? https : http).request({ ...options, ...more }),
  allowLoopback: true,
  deadlineMs: 400,
});

const receiver = (answer: http.RequestListener) => listening(http.createServer(answer));
const post = async (port: number, outside = here()) =>
  webhookPost(outside, { url: `http://127.0.0.1:${String(port)}/path?q=1`, ...message });

describe('an endpoint', () => {
  test('gets the body as it was signed, at its path', async () => {
    const seen: unknown[] = [];
    const port = await receiver((request, response) => {
      void text(request).then((body) => {
        seen.push([
          request.method,
          request.url,
          request.headers['content-type'],
          request.headers['webhook-id'],
          body,
        ]);
        response.writeHead(204).end();
      });
    });
    expect(await post(port)).toEqual({ status: 204, latencyMs: expect.any(Number) });
    expect(seen).toEqual([['POST', '/path?q=1', 'application/json', 'evt_1', message.body]]);
  });

  test('that redirects is not followed', async () => {
    let asked = 0;
    const port = await receiver((_request, response) => {
      asked++;
      response.writeHead(307, { location: `http://127.0.0.1:${String(port)}/elsewhere` }).end();
    });
    expect(await post(port)).toMatchObject({ status: 307 });
    expect(asked).toBe(1);
  });

  test('may request a delay', async () => {
    const port = await receiver((_request, response) =>
      response.writeHead(503, { 'retry-after': '120' }).end(),
    );
    expect(await post(port)).toMatchObject({ status: 503, retryAfterSeconds: 120 });
  });

  test('that never responds is aborted at the deadline', async () => {
    const port = await receiver(() => undefined);
    expect(await post(port)).toMatchObject({ error: 'timeout' });
  });

  test('whose name is never resolved is aborted at the deadline', async () => {
    const outside = { ...here(), resolve: () => new Promise<never>(() => undefined) };
    const sent = webhookPost(outside, { url: 'https://hooks.example.com/', ...message });
    expect(await sent).toMatchObject({ error: 'timeout' });
  });

  test('that sends without end is read for a few kilobytes', async () => {
    let written = 0;
    const port = await receiver((_request, response) => {
      response.writeHead(200);
      const more = () => {
        written += 1024;
        if (!response.destroyed) response.write('x'.repeat(1024), () => setImmediate(more));
      };
      more();
    });
    expect(await post(port, { ...here(), deadlineMs: 10_000 })).toMatchObject({ status: 200 });
    expect(written).toBeLessThan(10 * 1024 * 1024);
  });

  test('that is not there fails', async () => {
    const port = await receiver(() => undefined);
    await new Promise((resolve) => servers.splice(0)[0]?.close(resolve));
    expect(await post(port)).toMatchObject({ error: 'connection-failed' });
  });
});

describe('TLS is checked', () => {
  const secure = async (commonName: string) => {
    const { private: key, cert } = await generate([{ name: 'commonName', value: commonName }], {
      extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: commonName }] }],
    });
    const port = await listening(https.createServer({ key, cert }, (_request, response) => response.end()));
    return { cert, port };
  };
  // The address is this machine's, so the rule for public ones is skipped for a resolver that returns one.
  const pinned = (port: number, ca?: string): Outside => ({
    ...here({ host: '127.0.0.1', port, ...(ca && { ca }) }),
    resolve: async () => ['93.184.215.14'],
    deadlineMs: 10_000,
  });
  const send = (outside: Outside) => webhookPost(outside, { url: 'https://hooks.example.com/', ...message });

  test('against the name, though the connection is made to an address', async () => {
    const { cert, port } = await secure('hooks.example.com');
    expect(await send(pinned(port, cert))).toMatchObject({ status: 200 });
  });

  test.each([
    ['for another name', 'other.example.com', true],
    ['that nobody vouches for', 'hooks.example.com', false],
  ])('and a certificate %s is refused', async (_what, name, isTrusted) => {
    const { cert, port } = await secure(name);
    expect(await send(pinned(port, isTrusted ? cert : undefined))).toMatchObject({ error: 'tls-failed' });
  });
});
