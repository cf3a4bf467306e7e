import { Agent as PlainAgent, request as plainRequest, type IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import { text } from 'node:stream/consumers';
import { connectMs, silentMs as usualSilentMs } from '../patience.js';
import { AwsError } from './aws-error.js';

/** As the SDK's: one for all services, so that calls reuse connections. */
const secureAgent = new Agent({ keepAlive: true, maxSockets: 50 });
const plainAgent = new PlainAgent({ keepAlive: true, maxSockets: 50 });

export interface Request {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal?: AbortSignal | undefined;
  /** From the request to the head of the response, and between two chunks of the body. @default 5000 */
  readonly silentMs?: number | undefined;
}

export interface Response {
  readonly status: number;
  readonly body: string;
  /** The service's clock; undefined if it did not say. */
  readonly date: Date | undefined;
}

/**
 * Sends a request and reads the response. Rejects with `TimeoutError` where the SDK's handler would, and with
 * `AbortError` once the signal is aborted.
 */
export async function exchange({
  method,
  url,
  headers,
  body,
  signal,
  silentMs = usualSilentMs,
}: Request): Promise<Response> {
  let stopped: AwsError | undefined;
  try {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const isPlain = url.protocol === 'http:';
      const sent = (isPlain ? plainRequest : request)(url, {
        method,
        agent: isPlain ? plainAgent : secureAgent,
        headers: { ...headers, ...(method !== 'GET' && { 'content-length': Buffer.byteLength(body) }) },
        timeout: silentMs,
        signal,
      });
      const stop = (what: string) => {
        stopped = new AwsError('TimeoutError', `${url.hostname} ${what}`);
        sent.destroy(stopped);
      };
      sent.on('timeout', () => {
        stop(`sent nothing for ${silentMs} ms`);
      });
      sent.on('socket', (socket) => {
        if (!socket.connecting) return;
        const timer = setTimeout(() => {
          stop(`did not accept a connection within ${connectMs} ms`);
        }, connectMs);
        const connected = () => {
          clearTimeout(timer);
        };
        socket.once('connect', connected).once('close', connected);
      });
      sent.on('response', resolve).on('error', reject).end(body);
    });
    const { statusCode = 0, headers: answered } = response;
    const date = new Date(answered.date ?? '');
    return {
      status: statusCode,
      body: await text(response),
      date: isNaN(date.getTime()) ? undefined : date,
    };
  } catch (error) {
    // A response that is stopped halfway is only known to have ended early.
    if (signal?.aborted) throw new AwsError('AbortError', `the request to ${url.hostname} was aborted`);
    throw stopped ?? error;
  }
}
