import type { Call } from './api/call.js';
import { systemClock } from './api/clock.js';
import { Connection } from './api/connection.js';
import { contentUrl, contentUrls, download, type ContentOptions } from './api/content.js';
import type { FileChanges, FilePage, Limits, ReadUrl, ReadUrlItem, StoredFile } from './api/contract.js';
import { changeFile, deleteFile, type ChangeOptions } from './api/file-change.js';
import { listFiles, listPage, type ListOptions, type PageOptions } from './api/list.js';
import { idPath } from './api/path.js';
import { indexedDbStore, type ResumeStore } from './transfer/resume-store.js';
import { sharing, type Sharing } from './api/sharing.js';
import { unfinishedUploads, type UnfinishedUpload } from './transfer/unfinished.js';
import { upload, type Upload, type UploadOptions } from './transfer/upload.js';
import { UploadMemory } from './transfer/upload-memory.js';
import { waitForVerdict, type VerdictOptions } from './api/verdict.js';

export interface ClientOptions {
  /** Base URL of the API, such as `https://abc.execute-api.eu-central-1.amazonaws.com`. */
  readonly apiUrl: string;
  /** Called before each request, so that it can refresh the token in time. */
  readonly getToken: () => string | Promise<string>;
  /** For all requests, except the bytes of an upload if XMLHttpRequest exists. @default globalThis.fetch */
  readonly fetch?: typeof globalThis.fetch;
  /**
   * Where unfinished uploads are stored, so that they resume when the same file is chosen again after a reload. `null`:
   * no resuming. It contains file names. @default IndexedDB, if available
   */
  readonly resumeStore?: ResumeStore | null;
}

/** Every method rejects with a `WaybillError`, or with the signal's reason when aborted. */
export interface Client extends Sharing {
  /**
   * Stores one file: creates the upload, sends the bytes directly to S3 (a large file in parts, several at once), and
   * resolves when they are stored. Their content is checked afterwards: see `waitForVerdict`.
   * @throws WaybillError `type-not-allowed`, `file-too-large`, `quota-exceeded`, `too-many-uploads`, `invalid-request`,
   * `checksum-not-suitable`, `upload-ended`, `storage-refused`, `network`
   */
  upload(file: File, options?: UploadOptions): Upload;
  /** A Blob has no name, so it needs one. */
  upload(bytes: Blob, options: UploadOptions & { readonly filename: string }): Upload;
  /** Unfinished uploads of this browser, newest first: to show which files to choose again. */
  unfinished(): Promise<readonly UnfinishedUpload[]>;
  /**
   * Polls with backoff until the file is `verified`, `rejected` (see its `reasons`), `expired` or `aborted`, and
   * resolves with it.
   */
  waitForVerdict(id: string, options?: VerdictOptions): Promise<StoredFile>;
  /** @throws WaybillError `file-not-found`, also for a file of another owner */
  file(id: string, call?: Call): Promise<StoredFile>;
  /** Own files, or those granted to the caller, newest first. Pages are loaded on demand. */
  list(options?: ListOptions): AsyncIterable<StoredFile>;
  /** One page, for a list with "show more". @throws WaybillError `invalid-cursor` */
  listPage(options?: PageOptions): Promise<FilePage>;
  /**
   * Renames a file, or changes its metadata: entries are merged, and `null` removes one.
   * @throws WaybillError `revision-mismatch` if it does not have `ifRevision` any more
   */
  change(id: string, changes: FileChanges, options?: ChangeOptions): Promise<StoredFile>;
  /** A presigned URL for `<img>` or a link. @throws WaybillError `file-not-verified`, `file-rejected` */
  contentUrl(id: string, options?: ContentOptions): Promise<ReadUrl>;
  /** Presigned URLs of many files, in the order of the ids; a problem for a file that cannot be read. */
  contentUrls(ids: readonly string[], options?: ContentOptions): Promise<readonly ReadUrlItem[]>;
  /** The bytes, as a `Response`: stream its `body`, or read its `blob()`. */
  download(id: string, call?: Call): Promise<Response>;
  /**
   * Deletes the file at once; its presigned URLs stop working. Idempotent.
   * @throws WaybillError `revision-mismatch` if it does not have `ifRevision` any more
   */
  delete(id: string, options?: ChangeOptions): Promise<void>;
  /** The limits of the service. Needs no token. */
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

/** The client over a given connection: tests use their own clock. */
export function clientOver(connection: Connection, store?: ResumeStore): Client {
  const memory = new UploadMemory(store, connection.apiUrl, connection.clock);
  return {
    upload: (bytes: Blob, options: UploadOptions & { readonly filename?: string } = {}) =>
      upload(connection, memory, bytes, { ...options, filename: options.filename ?? (bytes as File).name }),
    unfinished: () => unfinishedUploads(connection, memory),
    waitForVerdict: (id, options) => waitForVerdict(connection, id, options),
    file: (id, call) => connection.ask('GET', idPath('files', id), { signal: call?.signal }),
    list: (options) => listFiles(connection, options),
    listPage: (options) => listPage(connection, options),
    change: (id, changes, options) => changeFile(connection, id, changes, options),
    contentUrl: (id, options) => contentUrl(connection, id, options),
    contentUrls: (ids, options) => contentUrls(connection, ids, options),
    download: (id, call) => download(connection, id, call),
    delete: (id, options) => deleteFile(connection, id, options),
    limits: async (call) =>
      (await connection.ask<{ limits: Limits }>('GET', '/health', { open: true, signal: call?.signal }))
        .limits,
    ...sharing(connection),
  };
}
