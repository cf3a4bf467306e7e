import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { isLoopbackOrigin } from './loopback-origin.js';

/** The target of a proxy. */
export interface FrontTarget {
  readonly port: number;
  /** Sent instead of the client's Host. @default the client's own: a signature covers it */
  readonly host?: string;
  /** Prefix of each path. @default none */
  readonly pathPrefix?: string;
  /**
   * An origin that the deployment allows: pages of other loopback origins are presented as it. Other origins get the
   * deployment's own rules. @default origins are unchanged
   */
  readonly pageOrigin?: string;
  /** A longer body is refused as AWS's gateway does. @default no limit */
  readonly maxBodyBytes?: number;
}

export interface Front {
  readonly url: string;
  readonly port: number;
  stop(): Promise<void>;
}

// RFC 9110, section 7.6.1: hop-by-hop headers. Expect was handled here already.
const perConnection = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'upgrade',
  'expect',
]);

const plainText = { 'content-type': 'text/plain' };
// Without the rest of the body, which is not read, the connection cannot be used again.
const tooLarge = { 'content-type': 'application/json', connection: 'close' };
const silence = 'The local engine does not answer.\n';

/** Timeout for the engine: a synchronous sweep may run for five minutes. */
const silentMs = 6 * 60_000;

/**
 * A proxy on 127.0.0.1 in the place of TLS termination on AWS: forwards each request with `x-forwarded-proto: https`,
 * since the policies deny plain HTTP. Bodies are streamed both ways; connections are reused.
 *
 * @param target called for each request, so that a proxy can listen before its target exists
 * @param port 0 for a free one
 * @param patienceMs how long a side may send nothing
 */
export async function startFront(
  target: () => FrontTarget | undefined,
  port = 0,
  patienceMs = silentMs,
): Promise<Front> {
  // The engine closes idle connections after 75 s: ours are closed earlier, so that no request is sent on a closing
  // one.
  const agent = new http.Agent({ keepAlive: true, maxSockets: 256, timeout: 60_000 });
  const server = http.createServer((request, response) => {
    const to = target();
    if (!to) {
      response.writeHead(502, plainText).end(silence);
      return;
    }
    const origin = to.pageOrigin === undefined ? undefined : loopbackOrigin(request.headers);
    const forwarded = http.request({
      host: '127.0.0.1',
      port: to.port,
      method: request.method,
      path: `${to.pathPrefix ?? ''}${request.url ?? '/'}`,
      headers: forwardedHeaders(request.rawHeaders, {
        ...(to.host !== undefined && { Host: to.host }),
        ...(origin !== undefined && to.pageOrigin !== undefined && { Origin: to.pageOrigin }),
      }),
      agent,
    });
    forwarded.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.statusMessage, answerHeaders(answer, origin));
      answer.pipe(response);
      answer.on('error', () => response.destroy());
    });
    const { maxBodyBytes = Infinity } = to;
    let sent = 0;
    request.on('data', (chunk: Buffer) => {
      sent += chunk.length;
      if (sent <= maxBodyBytes || response.headersSent) return;
      response.writeHead(413, tooLarge).end('{"message":"Request Entity Too Large"}');
      forwarded.destroy();
    });
    const fail = () => {
      if (response.headersSent) response.destroy();
      else response.writeHead(502, plainText).end(silence);
    };
    forwarded.on('error', fail);
    // A 101, which no client of the engine requests, closes the connection without an error.
    forwarded.on('close', () => {
      if (!response.headersSent) fail();
    });
    forwarded.setTimeout(patienceMs, () => forwarded.destroy());
    response.on('close', () => {
      if (!response.writableFinished) forwarded.destroy();
    });
    request.pipe(forwarded);
  });
  await listen(server, port);
  const address = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(address.port)}`,
    port: address.port,
    stop: () => {
      agent.destroy();
      return close(server);
    },
  };
}

const loopbackOrigin = ({ origin }: http.IncomingHttpHeaders): string | undefined =>
  origin !== undefined && isLoopbackOrigin(origin) ? origin : undefined;

function forwardedHeaders(raw: readonly string[], replaced: Readonly<Record<string, string>>): string[] {
  const set = { ...replaced, 'x-forwarded-proto': 'https' };
  const names = new Set(Object.keys(set).map((name) => name.toLowerCase()));
  return [...withoutConnection(raw, names), ...Object.entries(set).flat()];
}

const allowOrigin = 'access-control-allow-origin';

/**
 * Sets the page's own origin if the allowed one was used for it (Fetch standard, "CORS check"), and on a rejected
 * token: AWS's gateway adds the header to every response ("Configuring CORS for HTTP APIs"), the engine's not to its
 * 401.
 */
function answerHeaders(
  { headers, rawHeaders, statusCode }: http.IncomingMessage,
  origin: string | undefined,
): string[] {
  const allowed = headers[allowOrigin];
  const isAllowed = allowed === undefined ? statusCode === 401 : allowed !== '*';
  if (origin === undefined || !isAllowed) return withoutConnection(rawHeaders);
  return [...withoutConnection(rawHeaders, new Set([allowOrigin])), allowOrigin, origin];
}

/** Raw headers keep their order, spelling and duplicates: a signature may cover them. */
function withoutConnection(raw: readonly string[], also: ReadonlySet<string> = new Set()): string[] {
  const kept: string[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const [name = '', value = ''] = raw.slice(index, index + 2);
    if (!perConnection.has(name.toLowerCase()) && !also.has(name.toLowerCase())) kept.push(name, value);
  }
  return kept;
}

/** Listens on 127.0.0.1 only. */
export function listen(server: http.Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** Stops listening and closes open connections. */
export function close(server: http.Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}
