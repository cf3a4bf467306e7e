import dns from 'node:dns/promises';
import http, { type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import type { Attempt, NoAnswer } from '../core/webhook/delivery.js';
import { isLoopbackAddress, isPublicAddress } from '../core/webhook/public-address.js';
import { literalAddress, wrongWithUrl } from '../core/webhook/webhook-url.js';

/** For everything: looking the name up, connecting, TLS, and the answer. */
const deadlineMs = 15_000;

/** Nobody reads an answer's body; so much of it is waited for, so that the other side can end in peace. */
const maxAnswerBytes = 4096;

export interface Outside {
  /** All addresses of a name. */
  readonly resolve: (hostname: string) => Promise<readonly string[]>;
  /** Opens a connection to the address in `host`, and sends the head of a request over it. */
  readonly dial: (secure: boolean, options: RequestOptions & { servername?: string }) => ClientRequest;
  /** Plain http to this machine. @default false */
  readonly allowLoopback?: boolean;
  /** Milliseconds. */
  readonly deadlineMs?: number;
}

export const internet: Outside = {
  resolve: async (hostname) => (await dns.lookup(hostname, { all: true })).map(({ address }) => address),
  dial: (secure, options) => (secure ? https : http).request(options),
};

/**
 * Sends one POST to a URL that a stranger chose. Follows no redirect, and connects to no address but one that was
 * looked at: the name is looked up once, every address of it must be public, and the connection is made to the address
 * itself, so that a name that stands for another a moment later changes nothing (OWASP, "Server-Side Request Forgery
 * Prevention Cheat Sheet"). TLS is checked against the name.
 */
export async function webhookPost(
  outside: Outside,
  { url, headers, body }: { url: string; headers: Readonly<Record<string, string>>; body: string },
): Promise<Attempt> {
  const startedAt = performance.now();
  const timer = new AbortController();
  const deadline = setTimeout(() => {
    timer.abort();
  }, outside.deadlineMs ?? deadlineMs);
  const latencyMs = () => Math.round(performance.now() - startedAt);
  try {
    const addresses = await within(timer.signal, addressesOf(outside, url));
    if (addresses === 'address-refused') return { error: addresses, latencyMs: latencyMs() };
    const answer = await sent(outside, addresses, { url: new URL(url), headers, body, signal: timer.signal });
    return { ...answer, latencyMs: latencyMs() };
  } catch (error) {
    return { error: timer.signal.aborted ? 'timeout' : reasonOf(error), latencyMs: latencyMs() };
  } finally {
    clearTimeout(deadline);
  }
}

/** Where a URL leads, if it may be gone to. */
async function addressesOf(
  { resolve, allowLoopback = false }: Outside,
  text: string,
): Promise<readonly string[] | 'address-refused'> {
  if (wrongWithUrl(text, allowLoopback)) return 'address-refused';
  const url = new URL(text);
  const literal = literalAddress(url);
  const addresses = literal ? [literal] : await resolve(url.hostname);
  // Plain http was let through for this machine alone.
  const may = url.protocol === 'http:' ? isLoopbackAddress : isPublicAddress;
  return addresses.length > 0 && addresses.every(may) ? addresses : 'address-refused';
}

interface Sending {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal: AbortSignal;
}

async function sent(
  { dial }: Outside,
  addresses: readonly string[],
  { url, headers, body, signal }: Sending,
): Promise<{ status: number; retryAfterSeconds?: number }> {
  // A function outside a VPC reaches no IPv6 host.
  const address = addresses.find((one) => isIP(one) === 4) ?? addresses[0] ?? '';
  const secure = url.protocol === 'https:';
  const request = dial(secure, {
    method: 'POST',
    host: address,
    port: url.port || (secure ? 443 : 80),
    path: url.pathname + url.search,
    // RFC 6066 section 3: an address is no server name.
    ...(secure && { servername: literalAddress(url) ? '' : url.hostname.replace(/\.$/, '') }),
    headers: {
      ...headers,
      host: url.host,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'user-agent': 'Waybill-Webhooks/1.0',
    },
    // A connection of its own: one that was kept could lead to another address than was looked at.
    agent: false,
    signal,
  });
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    request.on('response', resolve).on('error', reject).end(body);
  });
  await ended(answer);
  request.destroy();
  const retryAfterSeconds = secondsIn(answer.headers['retry-after']);
  return { status: answer.statusCode ?? 0, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) };
}

/** Waits for the end of the body, or for as much of it as is bearable. What it says has no part in the outcome. */
function ended(answer: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    let bytes = 0;
    const done = () => {
      resolve();
    };
    answer.on('end', done).on('error', done).on('close', done);
    answer.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes >= maxAnswerBytes) done();
    });
  });
}

/** RFC 9110 section 10.2.3, in seconds; a date is left unread. */
function secondsIn(header: string | undefined): number | undefined {
  return header !== undefined && /^\d{1,6}$/.test(header) ? Number(header) : undefined;
}

function within<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => {
      reject(new Error('the time is over'));
    });
    work.then(resolve, reject);
  });
}

function reasonOf(error: unknown): NoAnswer {
  const { code = '' } = error as NodeJS.ErrnoException;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'ENODATA') return 'name-not-found';
  return /CERT|TLS|SSL|SELF_SIGNED|ISSUER|EPROTO/.test(code) ? 'tls-failed' : 'connection-failed';
}
