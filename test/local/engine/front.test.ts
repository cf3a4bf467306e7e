import { once } from 'node:events';
import http, { type IncomingMessage } from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { close, listen, startFront, type Front } from '../../../local/engine/front.js';

describe('the front', () => {
  let engine: http.Server;
  let front: Front;
  let seen: IncomingMessage[];
  let port: number;
  let status: number;

  beforeEach(async () => {
    seen = [];
    status = 207;
    engine = http.createServer((request, response) => {
      seen.push(request);
      response.writeHead(status, { ETag: '"x"', Vary: 'Origin' });
      // Responds in chunks, as they are written to it.
      request.pipe(response);
    });
    await listen(engine, 0);
    ({ port } = engine.address() as AddressInfo);
    front = await startFront(() => ({ port }));
  });
  afterEach(async () => {
    await front.stop();
    await close(engine);
  });

  test('passes status, headers and bytes both ways', async () => {
    const bytes = Buffer.alloc(3_000_000, 'waybill');
    const answer = await fetch(`${front.url}/bucket/a%20key?versionId=1`, { method: 'PUT', body: bytes });
    expect(answer.status).toBe(207);
    expect(answer.headers.get('etag')).toBe('"x"');
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
    expect(seen[0]?.url).toBe('/bucket/a%20key?versionId=1');
  });

  test.each([
    ['with its length', (length: number) => Buffer.alloc(length)],
    ['without its length', (length: number) => new Blob([Buffer.alloc(length)]).stream()],
  ])('refuses a body %s that is longer than the gateway accepts', async (_case, body) => {
    const gateway = await startFront(() => ({ port, maxBodyBytes: 100_000 }));
    const send = (length: number) =>
      fetch(gateway.url, { method: 'POST', body: body(length), duplex: 'half' } as RequestInit);
    const accepted = await send(100_000);
    expect([accepted.status, (await accepted.arrayBuffer()).byteLength]).toEqual([207, 100_000]);
    const answer = await send(100_001);
    expect(answer.status).toBe(413);
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(await answer.json()).toEqual({ message: 'Request Entity Too Large' });
    await gateway.stop();
  });

  test('sets the header for TLS, whatever the client sends', async () => {
    await fetch(front.url, { headers: { 'X-Forwarded-Proto': 'http' } });
    expect(seen[0]?.headers['x-forwarded-proto']).toBe('https');
  });

  test('keeps the client’s Host, which its signature covers', async () => {
    await fetch(front.url);
    expect(seen[0]?.headers.host).toBe(new URL(front.url).host);
  });

  test("gives the gateway its own Host and the stage's path", async () => {
    const gateway = await startFront(() => ({
      port,
      host: 'id.execute-api.localhost',
      pathPrefix: '/$default',
    }));
    await fetch(`${gateway.url}/files?limit=5`);
    expect(seen[0]?.headers.host).toBe('id.execute-api.localhost');
    expect(seen[0]?.url).toBe('/$default/files?limit=5');
    await gateway.stop();
  });

  describe('for pages of this machine', () => {
    const pageOrigin = 'http://127.0.0.1:4000';
    /** Like the engine: allows exactly one origin. */
    const allowed = http.createServer((request, response) => {
      const isAllowed = request.headers.origin === pageOrigin;
      response.writeHead(200, isAllowed ? { 'Access-Control-Allow-Origin': pageOrigin } : {}).end();
    });
    const allowedTo = async (origin: string) => {
      await listen(allowed, 0);
      const { port: to } = allowed.address() as AddressInfo;
      const gate = await startFront(() => ({ port: to, pageOrigin }));
      const { headers } = await fetch(gate.url, { headers: { origin } });
      await gate.stop();
      await close(allowed);
      return headers.get('access-control-allow-origin');
    };

    test.each([
      pageOrigin,
      'http://localhost:5173',
      'http://localhost',
      'https://localhost:8443',
      'http://127.0.0.1:3000',
      'http://[::1]:5173',
    ])('%s may do what the allowed one may, under its own name', async (origin) => {
      expect(await allowedTo(origin)).toBe(origin);
    });

    test('a refused token is no CORS failure to a page of this machine', async () => {
      const gate = await startFront(() => ({ port, pageOrigin }));
      status = 401;
      const { headers } = await fetch(gate.url, { headers: { origin: 'http://localhost:5173' } });
      await gate.stop();
      expect(headers.get('access-control-allow-origin')).toBe('http://localhost:5173');
    });

    test.each([
      'https://elsewhere.example',
      'http://localhost.example:5173',
      'http://127.0.0.1.example',
      'http://localhost:5173.example',
      'http://10.0.0.1:5173',
      'null',
    ])('%s is what it is', async (origin) => {
      expect(await allowedTo(origin)).toBeNull();
    });
  });

  test('streams: the first bytes are returned before the last are sent', async () => {
    const request = http.request(front.url, { method: 'POST', headers: { 'content-length': '10' } });
    const answered = new Promise<IncomingMessage>((resolve) => request.once('response', resolve));
    request.write('first');
    const answer = await answered;
    const pieces = answer.setEncoding('utf8')[Symbol.asyncIterator]() as AsyncIterator<string>;
    expect((await pieces.next()).value).toBe('first');
    request.end('later');
    expect((await pieces.next()).value).toBe('later');
    expect((await pieces.next()).done).toBe(true);
  });

  test.each<[string, (socket: net.Socket) => unknown]>([
    [
      'switches protocols',
      (socket) => socket.write('HTTP/1.1 101 X\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'),
    ],
    ['hangs up', (socket) => socket.end()],
    ['resets', (socket) => socket.resetAndDestroy()],
    ['never answers', () => undefined],
  ])('answers 502 where the engine %s', async (_what, act) => {
    const odd = net.createServer((socket) =>
      socket.on('error', () => undefined).once('data', () => act(socket)),
    );
    await once(odd.listen(0, '127.0.0.1'), 'listening');
    const before = await startFront(() => ({ port: (odd.address() as AddressInfo).port }), 0, 300);
    expect((await fetch(before.url, { signal: AbortSignal.timeout(4_000) })).status).toBe(502);
    await before.stop();
    odd.close();
  });

  test('responds to Expect: 100-continue itself', async () => {
    const request = http.request(front.url, { method: 'PUT', headers: { expect: '100-continue' } });
    await new Promise((resolve) => {
      request.once('continue', resolve);
      request.flushHeaders();
    });
    request.end('body');
    const answer = await new Promise<IncomingMessage>((resolve) => request.once('response', resolve));
    answer.resume();
    expect(answer.statusCode).toBe(207);
    expect(seen[0]?.headers.expect).toBeUndefined();
  });

  test.each([
    ['is not there yet', () => undefined],
    ['has gone', () => ({ port: 1 })],
  ])('answers 502 when the engine %s', async (_when, target) => {
    const alone = await startFront(target);
    const answer = await fetch(alone.url);
    expect(answer.status).toBe(502);
    expect(await answer.text()).toContain('engine does not answer');
    await alone.stop();
  });
});
