import { abortError, abortReason } from '../api/abort.js';
import { sha256, type Checksum } from './checksum.js';
import type { Connection } from '../api/connection.js';
import type { Declaration, StoredFile } from '../api/contract.js';
import { Gate } from './gate.js';
import { Transfer } from './transfer.js';
import type { UploadMemory } from './upload-memory.js';

/** How much of a file was sent. */
export interface UploadProgress {
  /**
   * Sent bytes, and for a resumed upload also those that S3 had. Decreases when a failed transfer is retried.
   */
  readonly sentBytes: number;
  /** Size of the file in bytes. */
  readonly sizeBytes: number;
}

/** Options of an upload. */
export interface UploadOptions {
  /**
   * Called during the transfer; without XMLHttpRequest (Node.js) only when the file or a part is complete.
   * @param progress how much was sent
   * @default nothing is called
   */
  readonly onProgress?: (progress: UploadProgress) => void;
  /**
   * Called once, before the first byte is sent, with the file's id.
   * @param file the new file
   * @default nothing is called
   */
  readonly onCreated?: (file: StoredFile) => void;
  /**
   * Stops the transfer without aborting it in the service: the same file resumes it. To abort it there too, use
   * `cancel`.
   * @default no signal
   */
  readonly signal?: AbortSignal;
  /**
   * S3 refuses bytes with another checksum. `sha256` is for files in one PUT (up to `multipartThresholdBytes` of
   * `limits`), and loads the file into memory; `crc64nvme` of `@waybill/client/crc64nvme` is for files of any size.
   * Both read the file once before it is sent.
   * @default none
   */
  readonly checksum?: 'sha256' | Checksum;
  /**
   * Media type to declare.
   * @default the file's own `type`, otherwise by its extension
   */
  readonly contentType?: string;
  /**
   * Seconds until the file is deleted: 60 to 315,360,000.
   * @default the service's retention
   */
  readonly expiresInSeconds?: number;
  /**
   * Stored with the file: up to 16 entries, names up to 64 characters, values up to 512.
   * @default none
   */
  readonly metadata?: Readonly<Record<string, string>>;
}

/** Options of an upload of bytes without a name. */
export interface NamedUploadOptions extends UploadOptions {
  /** Name of the file: up to 255 bytes of UTF-8. */
  readonly filename: string;
}

/**
 * A running upload: a promise of the file, resolved when S3 has stored all bytes. It can be paused. It rejects with a
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
   * Continues after `pause`.
   * @returns nothing
   * @throws nothing
   * @example
   * const upload = client.upload(file);
   * addEventListener('online', () => upload.resume());
   */
  resume(): void;
  /**
   * Aborts the upload, here (the promise rejects with an `AbortError`) and at the service: its quota is free.
   * @returns nothing, after the response of the service
   * @throws WaybillError `upload-finished` if all bytes are stored: delete the file instead
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
  const stop = () => gate.stop(abortReason(signal));
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop);
  const transfer = new Transfer(connection, memory, gate, bytes, {
    onCreated: (file) => options.onCreated?.(file),
    onSent: (sentBytes) => options.onProgress?.({ sentBytes, sizeBytes: bytes.size }),
  });

  const run = async (): Promise<StoredFile> => {
    try {
      return await transfer.run(
        await gate.runStep((signal) => declarationOf(bytes, filename, options, signal)),
      );
    } catch (error) {
      // Aborts all other requests too.
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
    // What the browser has no name for, the service knows by the ending, or by the bytes.
    contentType: contentType || bytes.type || 'application/octet-stream',
    sizeBytes: bytes.size,
    ...(await (checksum === 'sha256' ? sha256 : checksum)?.(bytes, signal)),
    ...(expiresInSeconds !== undefined && { expiresInSeconds }),
    ...(metadata && { metadata }),
  };
}
