import type { FileStatus, StoredFile } from '../api/contract.js';
import type { UploadOptions } from '../transfer/upload-options.js';

/**
 * `waiting` for other uploads, `uploading`, `checking` (all bytes are stored, their content is checked). The others are
 * final: that of the file, or `failed` with an `error`.
 */
export type TrackedStatus =
  | 'waiting'
  | 'uploading'
  | 'checking'
  | 'failed'
  | Exclude<FileStatus, 'pending' | 'completing' | 'uploaded'>;

/** One upload as it is now; each change is a new object with the same `key`. */
export interface TrackedUpload {
  /** Identifies the upload in its list. */
  readonly key: string;
  /** The file's name, as chosen: show it as text, never as HTML. */
  readonly name: string;
  /** How far it is. */
  readonly status: TrackedStatus;
  /** Share of the bytes that is sent: 0 to 1. */
  readonly progress: number;
  /** As the service knows it; `undefined` before it does. Its `reasons` say why it is rejected or held. */
  readonly file: StoredFile | undefined;
  /** Why it failed, usually a `WaybillError`; otherwise `undefined`. */
  readonly error: Error | undefined;
  /**
   * Aborts the upload, also at the service: its quota is free. It has no effect once all bytes are stored: delete the
   * file instead.
   * @returns nothing
   * @example
   * import { useUpload } from '@waybill/client/react';
   *
   * const { uploads } = useUpload(client);
   * cancelButton.onclick = () => uploads[0]?.abort();
   */
  readonly abort: () => void;
  /**
   * Starts again what failed, expired or was aborted, in its place in the list: parts that S3 has are not sent again, and
   * if only the verdict is missing, nothing is. It has no effect on others.
   * @returns the upload when it has ended; it never rejects
   * @example
   * import { useUpload } from '@waybill/client/react';
   *
   * const { uploads } = useUpload(client);
   * const [failed] = uploads.filter(({ status }) => status === 'failed');
   * const { status } = (await failed?.retry()) ?? {};
   */
  readonly retry: () => Promise<TrackedUpload>;
  /**
   * Removes it from the list, if it has ended; the file stays in the service.
   * @returns nothing
   * @example
   * import { useUpload } from '@waybill/client/react';
   *
   * const { uploads } = useUpload(client);
   * uploads[0]?.remove();
   */
  readonly remove: () => void;
}

/** Options of one tracked upload. */
export interface TrackedUploadOptions extends Omit<UploadOptions, 'onProgress' | 'onCreated'> {
  /**
   * Timeout in seconds for the verdict.
   * @default 600
   */
  readonly verdictTimeoutInSeconds?: number;
}
