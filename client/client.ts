import type { Answer } from '../lambda/api/answers.js';
import { systemClock } from './clock.js';
import { Connection } from './connection.js';
import { contentUrl, download, type ContentOptions } from './content.js';
import type { Limits, ReadUrl, StoredFile } from './file.js';
import { listFiles, type ListOptions } from './list.js';
import { indexedDbStore, type ResumeStore } from './resume-store.js';
import { upload, type Upload, type UploadOptions } from './upload.js';
import { UploadMemory } from './upload-memory.js';
import { waitForVerdict, type VerdictOptions } from './verdict.js';

export interface ClientOptions {
  /** Base address of the API, such as `https://abc.execute-api.eu-central-1.amazonaws.com`. */
  readonly apiUrl: string;
  /** Called before each request, so that a token can be renewed in time. */
  readonly getToken: () => string | Promise<string>;
  /** For everything but, where XMLHttpRequest exists, the bytes of an upload. @default globalThis.fetch */
  readonly fetch?: typeof globalThis.fetch;
  /**
   * Where unfinished uploads are remembered, so that the same file, picked again after a reload, goes on.
   * `null`: nowhere. It keeps file names. @default IndexedDB, where that exists
   */
  readonly resumeStore?: ResumeStore | null;
}

export interface Call {
  /** Gives up; the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** Every method rejects with a `WaybillError`, or with the signal's reason when aborted. */
export interface Client {
  /**
   * Stores one file: asks permission, sends the bytes straight to storage (a large file in parts, several at once),
   * resolves when they are there. What they are is decided afterwards: see `waitForVerdict`.
   * @throws WaybillError `type-not-allowed`, `file-too-large`, `quota-exceeded`, `too-many-uploads`, `invalid-request`,
   * `checksum-not-suitable`, `upload-ended`, `storage-refused`, `network`
   */
  upload(file: File, options?: UploadOptions): Upload;
  /** Bytes without a name need one. */
  upload(bytes: Blob, options: UploadOptions & { readonly filename: string }): Upload;
  /** Resolves with the file once it is `verified`, `rejected` (see its `reasons`), `expired` or `aborted`; looks ever less often. */
  waitForVerdict(id: string, options?: VerdictOptions): Promise<StoredFile>;
  /** @throws WaybillError `file-not-found`, also for a file of somebody else */
  file(id: string, call?: Call): Promise<StoredFile>;
  /** Own files, newest first. Pages are fetched as the loop gets there. */
  list(options?: ListOptions): AsyncIterable<StoredFile>;
  /** A signed address for `<img>` or a link. @throws WaybillError `file-not-verified`, `file-rejected` */
  contentUrl(id: string, options?: ContentOptions): Promise<ReadUrl>;
  /** The bytes, as a `Response`: stream its `body`, or take its `blob()`. */
  download(id: string, call?: Call): Promise<Response>;
  /** Gone at once; its signed addresses stop working. */
  delete(id: string, call?: Call): Promise<void>;
  /** What the service accepts. Needs no token. */
  limits(call?: Call): Promise<Limits>;
}

/**
 * @example
 * const client = createClient({ apiUrl, getToken: () => session.accessToken });
 * const { id } = await client.upload(file, { onProgress: ({ sentBytes, sizeBytes }) => bar(sentBytes / sizeBytes) });
 * const { status, reasons } = await client.waitForVerdict(id);
 */
export function createClient(options: ClientOptions): Client {
  const fetch = options.fetch ?? globalThis.fetch.bind(globalThis);
  const store = options.resumeStore === undefined ? indexedDbStore() : (options.resumeStore ?? undefined);
  return clientOver(new Connection(options.apiUrl, options.getToken, fetch, systemClock), store);
}

/** The client over a connection of the caller's making: tests bring a clock of their own. */
export function clientOver(connection: Connection, store?: ResumeStore): Client {
  const memory = new UploadMemory(store);
  const path = (id: string) => `/files/${encodeURIComponent(id)}` as const;
  return {
    upload: (bytes: Blob, options: UploadOptions & { readonly filename?: string } = {}) =>
      upload(connection, memory, bytes, { ...options, filename: options.filename ?? (bytes as File).name }),
    waitForVerdict: (id, options) => waitForVerdict(connection, id, options),
    file: async (id, call) =>
      (await connection.send<StoredFile>({ method: 'GET', path: path(id), signal: call?.signal })).body,
    list: (options) => listFiles(connection, options),
    contentUrl: (id, options) => contentUrl(connection, id, options),
    download: (id, call) => download(connection, id, call?.signal),
    delete: async (id, call) => {
      await connection.send<undefined>({ method: 'DELETE', path: path(id), signal: call?.signal });
    },
    limits: async (call) => {
      const request = { method: 'GET', path: '/health', open: true, signal: call?.signal } as const;
      return (await connection.send<Answer<'Health'>>(request)).body.limits;
    },
  };
}
