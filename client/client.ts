import type { Call } from './api/call.js';
import type { ContentOptions, ContentUrlsOptions } from './api/content.js';
import type { FileChanges, FilePage, Limits, ReadUrl, ReadUrlItem, StoredFile } from './api/contract.js';
import type { ChangeOptions } from './api/file-change.js';
import type { ListOptions, PageOptions } from './api/list.js';
import type { Sharing } from './api/sharing.js';
import type { VerdictOptions } from './api/verdict.js';
import type { ResumeStore } from './transfer/resume-store.js';
import type { UnfinishedUpload } from './transfer/unfinished.js';
import type { Upload } from './transfer/upload.js';
import type {
  ByteStream,
  NamedUploadOptions,
  StreamUploadOptions,
  UploadOptions,
} from './transfer/upload-options.js';

/** Options of `createClient`. */
export interface ClientOptions {
  /** Base URL of the API, such as `https://abc.execute-api.eu-central-1.amazonaws.com`. */
  readonly apiUrl: string;
  /** Returns the access token (a JWT). Called before each request, so that it can be refreshed in time. */
  readonly getToken: () => string | Promise<string>;
  /**
   * Sends all requests, except the bytes of an upload if XMLHttpRequest exists.
   * @default globalThis.fetch
   */
  readonly fetch?: typeof globalThis.fetch;
  /**
   * Where unfinished uploads are stored, so that they resume when the same file is chosen again after a reload.
   * `null`: no resuming. It contains file names.
   * @default IndexedDB, if available; otherwise `null`
   */
  readonly resumeStore?: ResumeStore | null;
}

/**
 * The calls of one deployment's API. Times are ISO 8601 in UTC, sizes are in bytes.
 *
 * Each call rejects with a `WaybillError`. Besides its own codes, any may have `unauthenticated`,
 * `forbidden`, `network`, `route-not-found`, `too-many-requests`, `service-unavailable`, `unexpected-answer` and
 * `internal-error`. A call whose `signal` is aborted rejects with the signal's reason. An idempotent request is
 * retried with backoff, up to four tries.
 */
export interface Client extends Sharing {
  /**
   * Stores one file: creates the upload, sends the bytes to S3 (a large file in parts, several at once), and resolves
   * when S3 has stored all of them. They are checked afterwards: see `waitForVerdict`.
   *
   * @param file what to send
   * @param options how
   * @returns the upload: a promise of the file that can be paused, resumed and cancelled
   * @throws WaybillError `type-not-allowed`, `file-too-large`, `quota-exceeded`, `too-many-uploads`,
   * `invalid-request`, `checksum-not-suitable`, `upload-incomplete`, `upload-ended`, `upload-expired`,
   * `storage-refused`
   * @example
   * const upload = client.upload(file, { metadata: { album: 'Bali' } });
   * pauseButton.onclick = () => upload.pause();
   * const { id } = await upload;
   */
  upload(file: File, options?: UploadOptions): Upload;
  /**
   * Stores bytes without a name.
   *
   * @param bytes what to send
   * @param options including the `filename`
   * @returns the upload: a promise of the file that can be paused, resumed and cancelled
   * @throws WaybillError as for a `File`
   * @example
   * const { id } = await client.upload(new Blob(['a,b\n1,2\n']), { filename: 'table.csv', contentType: 'text/csv' });
   */
  upload(bytes: Blob, options: NamedUploadOptions): Upload;
  /**
   * Stores a stream of unknown length: it is read part by part, a few of them in memory, and sent while it is read. It
   * can't be resumed after a reload; if it fails or is cancelled, the upload is aborted in the service too. A `checksum`
   * is for a stream that fits in its first 5 MiB.
   *
   * @param stream what to send, once
   * @param options including the `filename`
   * @returns the upload: a promise of the file that can be paused, resumed and cancelled
   * @throws WaybillError as for a `File`; `file-too-large` where it has more than `maxSizeBytes`. A stream that fails
   * rejects with its own error
   * @example
   * const { body } = await fetch('https://example.com/export.csv');
   * if (body) await client.upload(body, { filename: 'export.csv', contentType: 'text/csv' });
   */
  upload(stream: ByteStream, options: StreamUploadOptions): Upload;
  /**
   * Lists the unfinished uploads of the last day, newest first: to show which files to choose again.
   *
   * @returns the entries of the `resumeStore` for this API, without running uploads; empty without a store
   * @throws nothing: a store that fails counts as empty
   * @example
   * for (const { filename, sentBytes, sizeBytes } of await client.unfinished())
   *   show(`Choose ${filename} again to resume it at ${Math.round((100 * sentBytes) / sizeBytes)} %`);
   */
  unfinished(): Promise<readonly UnfinishedUpload[]>;
  /**
   * Waits until the file's status is final, or needs an administrator: `verified`, `rejected` (see its `reasons`),
   * `held`, `expired` or `aborted`. None of these is an error. It polls with backoff, every 5 seconds at most.
   *
   * @param id of the file
   * @param options timeout, and a callback
   * @returns the file with that status
   * @throws WaybillError `file-not-found`; `verdict-timeout` with the `file` as last seen
   * @example
   * const { status, reasons } = await client.waitForVerdict(id, { timeoutInSeconds: 60 });
   * if (status === 'rejected') show(reasons.map(({ message, advice }) => `${message}. ${advice}`).join('\n'));
   */
  waitForVerdict(id: string, options?: VerdictOptions): Promise<StoredFile>;
  /**
   * Reads one file's record.
   *
   * @param id of the file
   * @param call what every call accepts
   * @returns the file as it is now
   * @throws WaybillError `file-not-found`, also for a file of another owner
   * @example
   * const { filename, status } = await client.file(id);
   */
  file(id: string, call?: Call): Promise<StoredFile>;
  /**
   * Lists files of the caller, or those granted to the caller, newest first. Pages are loaded on demand.
   *
   * @param options filters, and the page size
   * @returns the files, one by one
   * @throws WaybillError `invalid-request`
   * @example
   * for await (const { filename, sizeBytes } of client.list({ status: 'verified', type: 'image/*' }))
   *   show(`${filename}: ${sizeBytes} bytes`);
   */
  list(options?: ListOptions): AsyncIterable<StoredFile>;
  /**
   * Lists one page, for a list with "show more".
   *
   * @param options filters, and the page
   * @returns the files, and the cursor of the next page
   * @throws WaybillError `invalid-request`, `invalid-cursor`
   * @example
   * const { items, nextCursor } = await client.listPage({ pageSize: 20 });
   * const more = nextCursor === null ? [] : (await client.listPage({ pageSize: 20, cursor: nextCursor })).items;
   */
  listPage(options?: PageOptions): Promise<FilePage>;
  /**
   * Renames a file, or changes its metadata: entries are merged, and `null` removes one.
   *
   * @param id of the file
   * @param changes the new values
   * @param options the revision, for optimistic locking
   * @returns the file after the change
   * @throws WaybillError `invalid-request`, `file-not-found`, `conflict`; `revision-mismatch` where the file is no
   * longer at `ifRevision`
   * @example
   * const { revision } = await client.file(id);
   * await client.change(id, { filename: 'Bali.jpg', metadata: { album: null } }, { ifRevision: revision });
   */
  change(id: string, changes: FileChanges, options?: ChangeOptions): Promise<StoredFile>;
  /**
   * Presigns a URL for `<img>`, `<video>` or a link.
   *
   * @param id of the file
   * @param options whether a browser shows the file or saves it
   * @returns the URL, and its expiry
   * @throws WaybillError `file-not-found`, `file-not-verified`, `file-rejected`, `upload-ended`
   * @example
   * image.src = (await client.contentUrl(id, { disposition: 'inline' })).url;
   */
  contentUrl(id: string, options?: ContentOptions): Promise<ReadUrl>;
  /**
   * Presigns URLs of many files, with one request for each 100.
   *
   * @param ids of the files; any number
   * @param options whether a browser shows the files or saves them, and whether it reads them by cookies
   * @returns in the order of the ids: a URL, or a problem
   * @throws WaybillError `invalid-request`, `cdn-not-enabled`; the problem of a single file is in its item
   * @example
   * for (const item of await client.contentUrls([id]))
   *   if ('url' in item) image.src = item.url;
   *   else show(item.detail);
   */
  contentUrls(ids: readonly string[], options?: ContentUrlsOptions): Promise<readonly ReadUrlItem[]>;
  /**
   * Reads the bytes.
   *
   * @param id of the file
   * @param call its `signal` ends the body too
   * @returns S3's response: stream its `body`, or await its `blob()`
   * @throws WaybillError `file-not-found`, `file-not-verified`, `file-rejected`, `upload-ended`, `storage-refused`
   * @example
   * const bytes = await (await client.download(id)).blob();
   */
  download(id: string, call?: Call): Promise<Response>;
  /**
   * Deletes a file, with its links and grants. It cannot be read any more, not even with presigned URLs. Idempotent.
   *
   * @param id of the file
   * @param options the revision, for optimistic locking
   * @returns nothing
   * @throws WaybillError `file-not-found`, `conflict`; `revision-mismatch` if the file does not have `ifRevision` any more
   * @example
   * await client.delete(id);
   */
  delete(id: string, options?: ChangeOptions): Promise<void>;
  /**
   * Reads the limits of the service. Needs no token.
   *
   * @param call what every call accepts
   * @returns the limits
   * @throws WaybillError as every call
   * @example
   * const { maxSizeBytes, allowedTypes } = await client.limits();
   * if (file.size > maxSizeBytes || !allowedTypes.includes(file.type)) show('This file will be refused');
   */
  limits(call?: Call): Promise<Limits>;
}
