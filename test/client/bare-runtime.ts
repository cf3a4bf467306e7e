import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import type { Client, ClientOptions } from '../../client/index.js';
import { packageBundle } from '../../client/build/package-bundle.js';

/** The client as one script, for runtimes that a test makes up. */
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

/** A client in a realm of its own, in which there is JavaScript itself and these globals, and nothing else. */
export function clientIn(
  script: string,
  globals: Readonly<Record<string, unknown>>,
  options: ClientOptions,
): Client {
  const realm = createContext({ ...globals });
  runInContext(script, realm);
  return runInContext('waybill.createClient', realm)(options) as Client;
}

/** What edge workers and Deno have of the web. */
export const workerGlobals = { fetch, Blob, URL, AbortController, crypto, setTimeout, clearTimeout, btoa };

type Listener = () => void;

/** As React Native has it (the package abort-controller): an abort has no reason. */
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

/** As React Native has it: a handle to bytes elsewhere, without `stream`, `arrayBuffer` or `text`. */
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

/** Sends what a `PlainBlob` stands for, and heeds plain signals. */
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

/** What React Native has of the web, without its XMLHttpRequest: no `crypto`, and a `URL` that throws. */
export const nativeGlobals = {
  ...{ fetch: plainFetch, AbortController: PlainAbortController, setTimeout, clearTimeout },
  URL: function () {
    throw new Error('URL.host is missing here');
  },
};
