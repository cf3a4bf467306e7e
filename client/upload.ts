import type { Answer } from '../lambda/api/answers.js';
import type { UploadRequest } from '../lambda/api/routes/presign.js';
import type { input } from 'zod/mini';
import { sha256 } from './checksum.js';
import type { Connection } from './connection.js';
import { WaybillError } from './error.js';
import type { StoredFile } from './file.js';
import { mediaTypeOf } from './media-type.js';
import { put } from './put.js';
import type { SignedPut } from './signed-put.js';

export interface UploadProgress {
  /** Bytes that have left this machine. Starts again from 0 when a broken transfer is tried again. */
  readonly sentBytes: number;
  readonly sizeBytes: number;
}

export interface UploadOptions {
  /** Called while the bytes are under way. Without XMLHttpRequest (Node) only at the start and at the end. */
  readonly onProgress?: (progress: UploadProgress) => void;
  /** Called once, before the first byte is sent: the file has an id from here on. */
  readonly onCreated?: (file: StoredFile) => void;
  /** Stops the transfer. The pending file stays until it expires, or `delete` it. */
  readonly signal?: AbortSignal;
  /**
   * `sha256`: storage refuses bytes that do not have this checksum. Holds the file in memory while it is digested.
   * @default none
   */
  readonly checksum?: 'sha256';
  /** Media type to declare. @default the file's own `type`, else by its name's ending */
  readonly contentType?: string;
  /** Kept with the file: up to 16 entries, names up to 64 characters, values up to 512. @default none */
  readonly metadata?: Readonly<Record<string, string>>;
}

/** Asks permission, sends the bytes to storage, and says that they are there. */
export async function upload(
  connection: Connection,
  bytes: Blob,
  { filename, ...options }: UploadOptions & { readonly filename: string },
): Promise<StoredFile> {
  const { signal, onProgress } = options;
  signal?.throwIfAborted();
  const declaration: input<typeof UploadRequest> = {
    filename,
    contentType: options.contentType || bytes.type || mediaTypeOf(filename),
    sizeBytes: bytes.size,
    method: 'put',
    ...(options.checksum === 'sha256' ? { sha256: await sha256(bytes) } : {}),
    ...(options.metadata ? { metadata: options.metadata } : {}),
  };
  const { body: created } = await connection.send<Answer<'Upload'>>({
    method: 'POST',
    path: '/uploads',
    body: declaration,
    signal,
    // Twice would make two files.
    repeatable: false,
  });
  options.onCreated?.(created.file);
  await put(connection, created.upload as SignedPut, bytes, {
    signal,
    onSent: (sentBytes) => onProgress?.({ sentBytes, sizeBytes: bytes.size }),
  });
  return complete(connection, created.file, signal);
}

/** Only a hint that makes the status move sooner: the bytes are safe, so a failure here is none of the upload. */
async function complete(connection: Connection, file: StoredFile, signal?: AbortSignal): Promise<StoredFile> {
  try {
    const path = `/uploads/${encodeURIComponent(file.id)}/complete` as const;
    return (await connection.send<StoredFile>({ method: 'POST', path, signal })).body;
  } catch (error) {
    if (error instanceof WaybillError && error.retryable) return file;
    throw error;
  }
}
