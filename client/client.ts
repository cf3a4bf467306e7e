import type { Call } from './api/call.js';
import { systemClock } from './api/clock.js';
import { Connection } from './api/connection.js';
import { contentUrl, contentUrls, download, type ContentOptions } from './api/content.js';
import type { FileChanges, FilePage, Limits, ReadUrl, ReadUrlItem, StoredFile } from './api/contract.js';
import { requestFileChange, requestFileDeletion, type ChangeOptions } from './api/file-change.js';
import { requestFiles, listPage, type ListOptions, type PageOptions } from './api/list.js';
import { idPath } from './api/path.js';
import { indexedDbStore, type ResumeStore } from './transfer/resume-store.js';
import { sharing, type Sharing } from './api/sharing.js';
import { unfinishedUploads, type UnfinishedUpload } from './transfer/unfinished.js';
import { upload, type Upload, type UploadOptions } from './transfer/upload.js';
import { UploadMemory } from './transfer/upload-memory.js';
import { waitForVerdict, type VerdictOptions } from './api/verdict.js';

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

/** Every method rejects with a `WaybillError`, or with the signal's reason when aborted. */
export interface Client extends Sharing {
  /**
   * Stores one file: asks permission, sends the bytes straight to storage (a large file in parts, several at once),
   * resolves when they are there. What they are is decided afterwards: see `waitForVerdict`.
   * @throws WaybillError `type-not-allowed`, `file-too-large`, `quota-exceeded`, `too-many-uploads`, `invalid-request`,
   * `checksum-not-suitable`, `upload-ended`, `storage-refused`, `network`
   */
  upload(file: File, options?: UploadOptions): Upload;
  /** Bytes without a name need one. */
  upload(bytes: Blob, options: UploadOptions & { readonly filename: string }): Upload;
  /** Uploads that were begun here and have not ended, newest first: to tell people which files to pick again. */
  unfinished(): Promise<readonly UnfinishedUpload[]>;
  /** Resolves with the file once it is `verified`, `rejected` (see its `reasons`), `expired` or `aborted`; looks ever less often. */
  waitForVerdict(id: string, options?: VerdictOptions): Promise<StoredFile>;
  /** @throws WaybillError `file-not-found`, also for a file of somebody else */
  file(id: string, call?: Call): Promise<StoredFile>;
  /** Own files, or those granted to the caller, newest first. Pages are fetched as the loop gets there. */
  list(options?: ListOptions): AsyncIterable<StoredFile>;
  /** One page of them, for a list that goes on when somebody asks for more. @throws WaybillError `invalid-cursor` */
  listPage(options?: PageOptions): Promise<FilePage>;
  /**
   * Renames a file, or changes its metadata: entries are merged, and `null` takes one away.
   * @throws WaybillError `revision-mismatch` where it is no longer at `ifRevision`
   */
  change(id: string, changes: FileChanges, options?: ChangeOptions): Promise<StoredFile>;
  /** A signed address for `<img>` or a link. @throws WaybillError `file-not-verified`, `file-rejected` */
  contentUrl(id: string, options?: ContentOptions): Promise<ReadUrl>;
  /** Signed addresses of many files, in the order of the ids; of one that cannot be read, why not. */
  contentUrls(ids: readonly string[], options?: ContentOptions): Promise<readonly ReadUrlItem[]>;
  /** The bytes, as a `Response`: stream its `body`, or take its `blob()`. */
  download(id: string, call?: Call): Promise<Response>;
  /**
   * Gone at once; its signed addresses stop working. May be repeated.
   * @throws WaybillError `revision-mismatch` where it is no longer at `ifRevision`
   */
  delete(id: string, options?: ChangeOptions): Promise<void>;
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
  const memory = new UploadMemory(store, connection.apiUrl, connection.clock);
  return {
    upload: (bytes: Blob, options: UploadOptions & { readonly filename?: string } = {}) =>
      upload(connection, memory, bytes, { ...options, filename: options.filename ?? (bytes as File).name }),
    unfinished: () => unfinishedUploads(connection, memory),
    waitForVerdict: (id, options) => waitForVerdict(connection, id, options),
    file: (id, call) => connection.ask('GET', idPath('files', id), { signal: call?.signal }),
    list: (options) => requestFiles(connection, options),
    listPage: (options) => listPage(connection, options),
    change: (id, changes, options) => requestFileChange(connection, id, changes, options),
    contentUrl: (id, options) => contentUrl(connection, id, options),
    contentUrls: (ids, options) => contentUrls(connection, ids, options),
    download: (id, call) => download(connection, id, call),
    delete: (id, options) => requestFileDeletion(connection, id, options),
    limits: async (call) =>
      (await connection.ask<{ limits: Limits }>('GET', '/health', { open: true, signal: call?.signal }))
        .limits,
    ...sharing(connection),
  };
}
