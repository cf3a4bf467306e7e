import { abortError, reasonOf } from '../api/abort.js';
import { sha256, type Checksum } from './checksum.js';
import type { Connection } from '../api/connection.js';
import type { Declaration, StoredFile } from '../api/contract.js';
import { Gate } from './gate.js';
import { mediaTypeOf } from './media-type.js';
import { Transfer } from './transfer.js';
import type { UploadMemory } from './upload-memory.js';

/** How much of a file was sent. */
export interface UploadProgress {
  /**
   * Bytes that have left this machine and, of a resumed upload, those that storage had. It falls where a broken
   * transfer is repeated.
   */
  readonly sentBytes: number;
  /** Size of the file in bytes. */
  readonly sizeBytes: number;
}

/** How a file is uploaded. */
export interface UploadOptions {
  /**
   * Called while the bytes are sent; without XMLHttpRequest (Node.js) only after the file or a part of it.
   * @param progress how much was sent
   * @default nothing is called
   */
  readonly onProgress?: (progress: UploadProgress) => void;
  /**
   * Called once, before the first byte is sent: the file has an id from here on.
   * @param file as it was created
   * @default nothing is called
   */
  readonly onCreated?: (file: StoredFile) => void;
  /**
   * Stops the transfer, and leaves what storage has: the same file uploaded again resumes it. To abort the upload, use
   * `cancel`.
   * @default no signal
   */
  readonly signal?: AbortSignal;
  /**
   * Storage refuses bytes that do not have this checksum. `sha256` is for files in one piece (up to
   * `multipartThresholdBytes` of `limits`), and holds the file in memory while it is computed; `crc64nvme` of
   * `@waybill/client/crc64nvme` is for files of any size. Either reads the file once before it is sent.
   * @default none
   */
  readonly checksum?: 'sha256' | Checksum;
  /**
   * Media type to declare.
   * @default the file's own `type`, else what the ending of its name means
   */
  readonly contentType?: string;
  /**
   * Seconds after which the file is deleted, from now: 60 to 315,360,000.
   * @default as the service keeps files
   */
  readonly expiresInSeconds?: number;
  /**
   * Kept with the file: up to 16 entries, names up to 64 characters, values up to 512.
   * @default none
   */
  readonly metadata?: Readonly<Record<string, string>>;
}

/** How bytes are uploaded that have no name of their own. */
export interface NamedUploadOptions extends UploadOptions {
  /** Name of the file: up to 255 bytes of UTF-8. */
  readonly filename: string;
}

/**
 * A running upload: a promise of the file, fulfilled when storage has all bytes, that can be paused. It rejects with a
 * `WaybillError`, or with the reason of the abort.
 */
export interface Upload extends Promise<StoredFile> {
  /**
   * Stops sending at once. Parts that were being sent are sent again later.
   * @returns nothing
   * @throws nothing
   * @example
   * const upload = client.upload(file);
   * addEventListener('offline', () => upload.pause());
   */
  pause(): void;
  /**
   * Sends on after `pause`.
   * @returns nothing
   * @throws nothing
   * @example
   * const upload = client.upload(file);
   * addEventListener('online', () => upload.resume());
   */
  resume(): void;
  /**
   * Aborts the upload, here (the promise rejects with an `AbortError`) and at the service: its quota is free.
   * @returns nothing, once the service knows
   * @throws WaybillError `upload-finished` where storage has all bytes: delete the file instead
   * @example
   * const upload = client.upload(file);
   * cancelButton.onclick = () => upload.cancel();
   */
  cancel(): Promise<void>;
}

export function upload(
  connection: Connection,
  memory: UploadMemory,
  bytes: Blob,
  { filename, ...options }: NamedUploadOptions,
): Upload {
  const { signal } = options;
  const gate = new Gate();
  const stop = () => gate.stop(reasonOf(signal));
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop);
  const transfer = new Transfer(connection, memory, gate, bytes, {
    onCreated: (file) => options.onCreated?.(file),
    onSent: (sentBytes) => options.onProgress?.({ sentBytes, sizeBytes: bytes.size }),
  });

  const run = async (): Promise<StoredFile> => {
    try {
      return await transfer.run(
        await gate.through((signal) => declarationOf(bytes, filename, options, signal)),
      );
    } catch (error) {
      // What else is under way ends too.
      gate.stop(error);
      throw error;
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  };
  return Object.assign(run(), {
    pause: () => gate.pause(),
    resume: () => gate.resume(),
    cancel: () => {
      gate.stop(abortError('The upload was cancelled'));
      return transfer.giveUp();
    },
  });
}

async function declarationOf(
  bytes: Blob,
  filename: string,
  { contentType, checksum, expiresInSeconds, metadata }: UploadOptions,
  signal: AbortSignal,
): Promise<Declaration> {
  return {
    filename,
    contentType: contentType || bytes.type || mediaTypeOf(filename),
    sizeBytes: bytes.size,
    ...(await (checksum === 'sha256' ? sha256 : checksum)?.(bytes, signal)),
    ...(expiresInSeconds !== undefined && { expiresInSeconds }),
    ...(metadata && { metadata }),
  };
}
