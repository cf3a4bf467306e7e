import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import type { Client, ClientOptions } from '../../client/index.js';
import { packageBundle } from '../../client/build/package-bundle.js';

/** The client as one script, for simulated runtimes. */
export async function clientScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: ['client/index.ts'],
    ...packageBundle,
    format: 'iife',
    globalName: 'waybill',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

/** A client in a realm with only JavaScript itself and these globals. */
export function clientIn(
  script: string,
  globals: Readonly<Record<string, unknown>>,
  options: ClientOptions,
): Client {
  const realm = createContext({ ...globals });
  runInContext(script, realm);
  return runInContext('waybill.createClient', realm)(options) as Client;
}

/** The web APIs of edge workers and Deno. */
export const workerGlobals = { fetch, Blob, URL, AbortController, crypto, setTimeout, clearTimeout, btoa };

type Listener = () => void;

/** As in React Native (the package abort-controller): an abort has no reason. */
class PlainAbortController {
  private readonly listeners = new Set<Listener>();
  private isAborted = false;
  readonly signal: object;

  constructor() {
    const { listeners } = this;
    const isAborted = () => this.isAborted;
    this.signal = {
      get aborted() {
        return isAborted();
      },
      addEventListener: (_: string, listener: Listener) => listeners.add(listener),
      removeEventListener: (_: string, listener: Listener) => listeners.delete(listener),
    };
  }

  abort(): void {
    this.isAborted = true;
    for (const listener of this.listeners) listener();
  }
}

/** As in React Native: a handle to bytes elsewhere, without `stream`, `arrayBuffer` or `text`. */
export class PlainBlob {
  constructor(
    private readonly bytes: Uint8Array<ArrayBuffer>,
    readonly type = '',
  ) {}

  get size(): number {
    return this.bytes.length;
  }

  slice(from: number, to: number): PlainBlob {
    return new PlainBlob(this.bytes.slice(from, to));
  }

  static bytesOf(body: unknown): BodyInit | undefined {
    return body instanceof PlainBlob ? body.bytes : (body as BodyInit | undefined);
  }
}

/** Sends the bytes of a `PlainBlob`, and supports plain signals. */
async function plainFetch(
  url: string,
  init: { body?: unknown; signal?: AbortSignal; method?: string; headers?: HeadersInit } = {},
) {
  const { signal, body, ...rest } = init;
  const stop = new AbortController();
  const abort = () => stop.abort();
  signal?.addEventListener('abort', abort);
  try {
    const sent = PlainBlob.bytesOf(body);
    return await fetch(url, { ...rest, ...(sent !== undefined && { body: sent }), signal: stop.signal });
  } finally {
    signal?.removeEventListener('abort', abort);
  }
}

/** The web APIs of React Native, without its XMLHttpRequest: no `crypto`, and a `URL` that throws. */
export const nativeGlobals = {
  ...{ fetch: plainFetch, AbortController: PlainAbortController, setTimeout, clearTimeout },
  URL: function () {
    throw new Error('URL.host is missing here');
  },
};
