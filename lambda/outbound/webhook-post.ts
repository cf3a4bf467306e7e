import http, { type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import type { Attempt, NoAnswer } from '../core/webhook/delivery.js';
import { isLoopbackAddress, isPublicAddress } from '../core/webhook/public-address.js';
import { literalAddress, wrongWithUrl } from '../core/webhook/webhook-url.js';
import { answerTo, drain } from './answer.js';
import { DeadlineExceeded, withDeadline } from './deadline.js';
import { nameServers } from './name-servers.js';

/** Milliseconds for everything: looking the name up, connecting, TLS, sending, and the answer. */
export const attemptMs = 15_000;

export interface Outside {
  /** All addresses of a name; given up when the signal is aborted. */
  readonly resolve: (hostname: string, signal: AbortSignal) => Promise<readonly string[]>;
  /** Opens a connection to the address in `host`, and sends the head of a request over it. */
  readonly dial: (secure: boolean, options: RequestOptions & { servername?: string }) => ClientRequest;
  /** Plain http to this machine. @default false */
  readonly allowLoopback?: boolean;
  /** Milliseconds. @default attemptMs */
  readonly deadlineMs?: number;
}

export const internet: Outside = {
  resolve: nameServers(),
  dial: (secure, options) => (secure ? https : http).request(options),
};

/**
 * Sends one POST to a URL that a stranger chose. Follows no redirect, and connects to no address but one that was
 * looked at: the name is looked up once, every address of it must be public, and the connection is made to the address
 * itself, so that a name that stands for another a moment later changes nothing (OWASP, "Server-Side Request Forgery
 * Prevention Cheat Sheet"). TLS is checked against the name. One deadline covers all of it, whatever the server does.
 */
export async function webhookPost(
  outside: Outside,
  { url, headers, body }: { url: string; headers: Readonly<Record<string, string>>; body: string },
): Promise<Attempt> {
  const { deadlineMs = attemptMs } = outside;
  const startedAt = performance.now();
  const latencyMs = () => Math.round(performance.now() - startedAt);
  try {
    const outcome = await withDeadline(deadlineMs, async (signal) => {
      const addresses = await addressesOf(outside, url, signal);
      if (addresses === 'address-refused') return { error: addresses };
      const request = requestTo(outside, addresses, { url: new URL(url), headers, body, signal });
      const answer = await answerTo(request, body);
      await drain(answer, deadlineMs - latencyMs());
      return outcomeOf(answer);
    });
    return { ...outcome, latencyMs: latencyMs() };
  } catch (error) {
    return { error: reasonOf(error), latencyMs: latencyMs() };
  }
}

/** Where a URL leads, if it may be gone to. */
async function addressesOf(
  { resolve, allowLoopback = false }: Outside,
  text: string,
  signal: AbortSignal,
): Promise<readonly string[] | 'address-refused'> {
  if (wrongWithUrl(text, allowLoopback)) return 'address-refused';
  const url = new URL(text);
  const literal = literalAddress(url);
  const addresses = literal ? [literal] : await resolve(url.hostname, signal);
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

function requestTo(
  { dial }: Outside,
  addresses: readonly string[],
  { url, headers, body, signal }: Sending,
): ClientRequest {
  // A function outside a VPC reaches no IPv6 host.
  const address = addresses.find((one) => isIP(one) === 4) ?? addresses[0] ?? '';
  const secure = url.protocol === 'https:';
  return dial(secure, {
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
}

function outcomeOf({ statusCode, headers }: IncomingMessage): { status: number; retryAfterSeconds?: number } {
  const retryAfterSeconds = secondsIn(headers['retry-after']);
  return { status: statusCode ?? 0, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) };
}

/** RFC 9110 section 10.2.3, in seconds; a date is left unread. */
function secondsIn(header: string | undefined): number | undefined {
  return header !== undefined && /^\d{1,6}$/.test(header) ? Number(header) : undefined;
}

/** How c-ares names what a name server said, or that none said anything (Node.js, "Error codes" of the DNS module). */
const lookupFailures = new Set(
  'ENOTFOUND ENODATA EAI_AGAIN EFORMERR ESERVFAIL ENOTIMP EREFUSED EBADQUERY EBADNAME EBADRESP ETIMEOUT'.split(
    ' ',
  ),
);

function reasonOf(error: unknown): NoAnswer {
  if (error instanceof DeadlineExceeded) return 'timeout';
  const { code = '' } = error as NodeJS.ErrnoException;
  if (lookupFailures.has(code)) return 'name-not-found';
  return /CERT|TLS|SSL|SELF_SIGNED|ISSUER|EPROTO/.test(code) ? 'tls-failed' : 'connection-failed';
}
