import type { IncomingMessage } from 'node:http';

export interface Request {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: string | Uint8Array;
}

export const soon = () => new Date(Date.now() + 900_000).toISOString();

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Reply {
  return { status, headers, body: JSON.stringify(body) };
}

export function problem(status: number, code: string, detail: string, errors?: unknown): Reply {
  const type = `https://waybill.example/problems/${code}`;
  return json(status, { type, title: code, status, detail, code, requestId: 'request-1', errors });
}

export function s3Error(status: number, code: string, message = code): Reply {
  const body = `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  return { status, headers: { 'content-type': 'application/xml' }, body };
}
