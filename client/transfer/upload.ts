import { abortError, reasonOf } from '../api/abort.js';
import { sha256, type Checksum } from './checksum.js';
import type { Connection } from '../api/connection.js';
import type { Declaration, StoredFile } from '../api/contract.js';
import { Gate } from './gate.js';
import { Transfer } from './transfer.js';
import type { UploadMemory } from './upload-memory.js';

export interface UploadProgress {
  /** Bytes that have left this machine, and on a resumed upload those that storage had. Falls when a broken transfer is tried again. */
  readonly sentBytes: number;
  readonly sizeBytes: number;
}

export interface UploadOptions {
  /** Called while the bytes are under way. Without XMLHttpRequest (Node) only when the file or a part of it is through. */
  readonly onProgress?: (progress: UploadProgress) => void;
  /** Called once, before the first byte is sent: the file has an id from here on. */
  readonly onCreated?: (file: StoredFile) => void;
  /** Stops the transfer, and leaves what is there: the same file sent again goes on from it. To give it up, `cancel`. */
  readonly signal?: AbortSignal;
  /**
   * Storage refuses bytes that do not have this checksum. `sha256` is for files in one piece (`limits` tells up to
   * which size), and holds the file in memory while it is digested; `crc64nvme` of `@waybill/client/crc64nvme` is for
   * files of any size. Either reads the file once before it is sent.
   * @default none
   */
  readonly checksum?: 'sha256' | Checksum;
  /** Media type to declare. @default the file's own `type`, else by its name's ending */
  readonly contentType?: string;
  /** The file is deleted that many seconds from now; 60 to 315,360,000. @default as the service keeps files */
  readonly expiresInSeconds?: number;
  /** Kept with the file: up to 16 entries, names up to 64 characters, values up to 512. @default none */
  readonly metadata?: Readonly<Record<string, string>>;
}

/**
 * A file on its way: a promise of the file, kept when storage has all of it, that can be held up.
 * Rejects with a `WaybillError`, or with the reason of the abort.
 */
export interface Upload extends Promise<StoredFile> {
  /** Stops sending at once. Parts that were under way are sent again later. */
  pause(): void;
  /** Goes on after `pause`. */
  resume(): void;
  /**
   * Gives the upload up, here (the promise rejects with an `AbortError`) and at the service: its quota is free.
   * @throws WaybillError `upload-finished` where all bytes are there: delete the file instead
   */
  cancel(): Promise<void>;
}

export function upload(
  connection: Connection,
  memory: UploadMemory,
  bytes: Blob,
  { filename, ...options }: UploadOptions & { readonly filename: string },
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
    // What the browser has no name for, the service knows by the ending, or by the bytes.
    contentType: contentType || bytes.type || 'application/octet-stream',
    sizeBytes: bytes.size,
    ...(await (checksum === 'sha256' ? sha256 : checksum)?.(bytes, signal)),
    ...(expiresInSeconds !== undefined && { expiresInSeconds }),
    ...(metadata && { metadata }),
  };
}
