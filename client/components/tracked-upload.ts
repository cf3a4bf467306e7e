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
}

/** Options of one tracked upload. */
export interface TrackedUploadOptions extends Omit<UploadOptions, 'onProgress' | 'onCreated'> {
  /**
   * Timeout in seconds for the verdict.
   * @default 600
   */
  readonly verdictTimeoutInSeconds?: number;
}
