import { randomUUID } from 'node:crypto';
import { issueToken, system } from '../stack/system.js';
import type { Fixture } from './fixture.js';
import { until } from './until.js';

/** A file in the API. */
export interface ShownFile {
  readonly id: string;
  readonly filename: string;
  readonly status: string;
  readonly sizeBytes: number;
  readonly contentType: string;
  readonly detectedType: string | null;
  readonly sha256: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly checks: Readonly<Record<string, string>>;
  readonly reasons: readonly { code: string; message: string; advice: string; offset?: number }[];
  readonly warnings: readonly object[];
  readonly createdAt: string;
  readonly uploadedAt: string | null;
  readonly verifiedAt: string | null;
  readonly revision: number;
}

export interface SignedUpload {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly expiresAt: string;
}

export interface Created {
  readonly id: string;
  readonly file: ShownFile;
  readonly upload: SignedUpload;
}

export interface Call {
  readonly method?: string;
  /** Sent as JSON. */
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A user with a token. Uses HTTP, as documented. */
export interface Person {
  readonly subject: string;
  readonly token: string;
  call(path: string, call?: Call): Promise<Response>;
  /** The JSON of the response; fails on an error. */
  ask<T>(path: string, call?: Call): Promise<T>;
  /** Creates an upload. */
  create(file: Fixture, more?: object): Promise<Created>;
  /** Creates an upload, sends the bytes and waits for `verified` or `rejected`. */
  store(file: Fixture, more?: object): Promise<ShownFile>;
  /** Waits for the verdict. */
  verdict(id: string, withinMs?: number): Promise<ShownFile>;
  /** The bytes, through the presigned URL in JSON. */
  read(id: string): Promise<Response>;
}

/** A new subject by default, so that no test sees another's files. */
export async function person(subject = `person-${randomUUID()}`): Promise<Person> {
  return withToken(subject, await issueToken(subject));
}

export function withToken(subject: string, token: string, apiUrl = system.apiUrl): Person {
  const call: Person['call'] = (path, { method = 'GET', body, headers = {} } = {}) =>
    fetch(apiUrl + path, {
      method,
      redirect: 'manual',
      headers: {
        authorization: `Bearer ${token}`,
        ...(body && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body && { body: JSON.stringify(body) }),
    });
  const ask = async <T>(path: string, asked?: Call): Promise<T> => {
    const answer = await call(path, asked);
    if (!answer.ok) throw new Error(`${path}: ${String(answer.status)} ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  const create: Person['create'] = ({ filename, contentType, bytes }, more = {}) =>
    ask('/uploads', { method: 'POST', body: { filename, contentType, sizeBytes: bytes.length, ...more } });
  const verdict: Person['verdict'] = (id, withinMs) =>
    until(
      'the verdict',
      async () => {
        const file = await ask<ShownFile>(`/files/${id}`);
        return ['pending', 'completing', 'uploaded'].includes(file.status) ? undefined : file;
      },
      withinMs,
    );
  return {
    ...{ subject, token, call, ask, create, verdict },
    async store(file, more) {
      const { id, upload } = await create(file, more);
      const stored = await put(upload, file.bytes);
      if (!stored.ok) throw new Error(`PUT: ${String(stored.status)} ${await stored.text()}`);
      return verdict(id);
    },
    async read(id) {
      const { url } = await ask<{ url: string }>(`/files/${id}/url`);
      return fetch(url);
    },
  };
}

/** Sends bytes as the presigned request requires, or with some headers changed; `undefined` removes one. */
export function put(
  { url, headers }: Pick<SignedUpload, 'url' | 'headers'>,
  bytes: Uint8Array,
  otherwise: Readonly<Record<string, string | undefined>> = {},
): Promise<Response> {
  const sent = Object.entries({ ...lowerCased(headers), ...otherwise }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return fetch(url, { method: 'PUT', headers: sent, body: new Uint8Array(bytes) });
}

const lowerCased = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
