import { Agent as PlainAgent, request as plainRequest, type IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import { text } from 'node:stream/consumers';
import { connectMs, silentMs } from '../patience.js';
import { AwsError } from './aws-error.js';

/** As the SDK's: one for all services, so that calls reuse connections. */
const secureAgent = new Agent({ keepAlive: true, maxSockets: 50 });
const plainAgent = new PlainAgent({ keepAlive: true, maxSockets: 50 });

export interface Response {
  readonly status: number;
  readonly body: string;
  /** The service's clock; undefined if it did not say. */
  readonly date: Date | undefined;
}

/**
 * Sends a POST to the root of an endpoint. Rejects with `TimeoutError` where the SDK's handler would, and with
 * `AbortError` once the signal is aborted.
 */
export async function post(
  endpoint: URL,
  headers: Readonly<Record<string, string>>,
  body: string,
  signal?: AbortSignal,
): Promise<Response> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const isPlain = endpoint.protocol === 'http:';
    const sent = (isPlain ? plainRequest : request)(endpoint, {
      method: 'POST',
      agent: isPlain ? plainAgent : secureAgent,
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      timeout: silentMs,
      signal,
    });
    const stop = (what: string) => sent.destroy(new AwsError('TimeoutError', `${endpoint.hostname} ${what}`));
    sent.on('timeout', () => stop(`sent nothing for ${silentMs} ms`));
    sent.on('socket', (socket) => {
      if (!socket.connecting) return;
      const timer = setTimeout(() => stop(`did not accept a connection within ${connectMs} ms`), connectMs);
      const connected = () => {
        clearTimeout(timer);
      };
      socket.once('connect', connected).once('close', connected);
    });
    sent.on('response', resolve).on('error', reject).end(body);
  });
  const { statusCode = 0, headers: answered } = response;
  const date = new Date(answered.date ?? '');
  return { status: statusCode, body: await text(response), date: isNaN(date.getTime()) ? undefined : date };
}
