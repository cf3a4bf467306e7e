import http, { type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import type { Attempt, NoAnswer } from '../core/webhook/delivery.js';
import { isLoopbackAddress, isPublicAddress } from '../core/webhook/public-address.js';
import { literalAddress, wrongWithUrl } from '../core/webhook/webhook-url.js';
import { answerTo, drain } from './answer.js';
import { DeadlineExceeded, withDeadline } from './deadline.js';
import { nameServers } from './name-servers.js';

/** Milliseconds for the whole attempt: DNS lookup, connection, TLS, request and response. */
export const attemptMs = 15_000;

export interface Outside {
  /** Resolves all addresses of a name; cancelled when the signal is aborted. */
  readonly resolve: (hostname: string, signal: AbortSignal) => Promise<readonly string[]>;
  /** Connects to the address in `host`, and sends the head of a request. */
  readonly dial: (secure: boolean, options: RequestOptions & { servername?: string }) => ClientRequest;
  /** Allows plain http to loopback addresses. @default false */
  readonly allowLoopback?: boolean;
  /** Milliseconds. @default attemptMs */
  readonly deadlineMs?: number;
}

export const internet: Outside = {
  resolve: nameServers(),
  dial: (secure, options) => (secure ? https : http).request(options),
};

/**
 * Sends one POST to an untrusted URL, protected against SSRF (OWASP, "Server-Side Request Forgery Prevention Cheat
 * Sheet"). It follows no redirect. The host is resolved once, every address of it must be public, and the connection is
 * made to a resolved address, so that a later change of the DNS record (DNS rebinding) has no effect. TLS is verified
 * against the name. One deadline covers the whole attempt, whatever the server does.
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

/** The resolved target of a URL, if it is allowed. */
async function addressesOf(
  { resolve, allowLoopback = false }: Outside,
  text: string,
  signal: AbortSignal,
): Promise<readonly string[] | 'address-refused'> {
  if (wrongWithUrl(text, allowLoopback)) return 'address-refused';
  const url = new URL(text);
  const literal = literalAddress(url);
  const addresses = literal ? [literal] : await resolve(url.hostname, signal);
  // Plain http is allowed only for loopback addresses.
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
  // A function outside a VPC has no IPv6 connectivity.
  const address = addresses.find((one) => isIP(one) === 4) ?? addresses[0] ?? '';
  const secure = url.protocol === 'https:';
  return dial(secure, {
    method: 'POST',
    host: address,
    port: url.port || (secure ? 443 : 80),
    path: url.pathname + url.search,
    // RFC 6066 section 3: an address is not a server name.
    ...(secure && { servername: literalAddress(url) ? '' : url.hostname.replace(/\.$/, '') }),
    headers: {
      ...headers,
      host: url.host,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'user-agent': 'Waybill-Webhooks/1.0',
    },
    // A new connection: a reused one could be to another address than the resolved one.
    agent: false,
    signal,
  });
}

function outcomeOf({ statusCode, headers }: IncomingMessage): { status: number; retryAfterSeconds?: number } {
  const retryAfterSeconds = secondsIn(headers['retry-after']);
  return { status: statusCode ?? 0, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) };
}

/** RFC 9110 section 10.2.3, in seconds; a date is ignored. */
function secondsIn(header: string | undefined): number | undefined {
  return header !== undefined && /^\d{1,6}$/.test(header) ? Number(header) : undefined;
}

/** The codes of c-ares for an answer, or no answer, of a name server (Node.js, "Error codes" of the DNS module). */
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
