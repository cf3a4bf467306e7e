import http from 'node:http';
import https from 'node:https';

export interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/**
 * One request, exactly as given. Not with `fetch`, which sets headers of its own and refuses some. A body's length is
 * stated unless the headers state another.
 */
export function send(url: string, { method = 'GET', headers = {}, body }: Sent = {}): Promise<Reply> {
  const names = Object.keys(headers).map((name) => name.toLowerCase());
  const isStated = names.includes('content-length') || names.includes('transfer-encoding');
  const length = body === undefined || isStated ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
  const { request } = url.startsWith('https:') ? https : http;
  return new Promise((resolve, reject) => {
    // A new connection: a server that refuses a body may close the connection.
    const sent = request(url, { method, headers: { ...headers, ...length }, agent: false });
    sent.on('response', (answer) => {
      const chunks: Buffer[] = [];
      const { statusCode: status = 0, headers } = answer;
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        resolve({ status, headers, body: Buffer.concat(chunks) });
        sent.destroy();
      });
      answer.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** A request whose connection ends after the first bytes of its body. Resolves when the server has closed it too. */
export function sendCut(url: string, { headers = {}, body = '' }: Sent, afterBytes: number): Promise<void> {
  const { request } = url.startsWith('https:') ? https : http;
  const length = { 'Content-Length': String(Buffer.byteLength(body)) };
  return new Promise((resolve) => {
    const sent = request(url, { method: 'PUT', headers: { ...headers, ...length }, agent: false });
    sent.on('response', (answer) => answer.resume());
    // The server may respond, close or reset: each is fine.
    sent.on('error', () => resolve());
    sent.on('close', () => resolve());
    sent.write(body.slice(0, afterBytes), () => sent.socket?.end());
  });
}

export const statusOf = async (reply: Promise<Reply>): Promise<string> => String((await reply).status);

/** `refused` if S3 documents no exact status, or it does not matter. */
export const refusal = async (reply: Promise<Reply>): Promise<string> => {
  const { status } = await reply;
  return (status >= 400 && status < 500) || status === 501 ? 'refused' : String(status);
};
