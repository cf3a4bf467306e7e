import { abortError, abortReason } from '../api/abort.js';
import { sha256 } from './checksum.js';
import type { Connection } from '../api/connection.js';
import type { Declaration, StoredFile } from '../api/contract.js';
import { WaybillError } from '../api/error.js';
import { Gate } from './gate.js';
import { put } from './put.js';
import { Transfer } from './transfer.js';
import { newKey, type UploadMemory } from './upload-memory.js';
import type { ByteStream, NamedUploadOptions, StreamUploadOptions } from './upload-options.js';

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
  bytes: Blob | ByteStream,
  options: StreamUploadOptions,
): Upload {
  const { signal } = options;
  const gate = new Gate();
  const stop = () => gate.stop(abortReason(signal));
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop);
  let transfer: Transfer | undefined;
  const sendWhole = async (whole: Blob): Promise<StoredFile> => {
    transfer = new Transfer(connection, memory, gate, whole, {
      onCreated: (file) => options.onCreated?.(file),
      onSent: (sentBytes) => options.onProgress?.({ sentBytes, sizeBytes: whole.size }),
    });
    return transfer.run(await gate.runStep((signal) => declarationOf(whole, options, signal)));
  };
  const run = async (): Promise<StoredFile> => {
    try {
      if ('size' in bytes) return await sendWhole(bytes);
      // Few send one: it is loaded then, and gets what is loaded already.
      const { sendStream } = await import('./stream/send-stream.js');
      return await sendStream(bytes, options, {
        connection,
        gate,
        sendWhole,
        put,
        newKey,
        WaybillError,
      });
    } catch (error) {
      // Aborts all other requests too.
      gate.stop(error);
      throw error;
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  };
  const running = run();
  return Object.assign(running, {
    pause: () => gate.pause(),
    resume: () => gate.resume(),
    cancel: async () => {
      gate.stop(abortError('The upload was cancelled'));
      // A stream is aborted by its own end.
      await (transfer ? transfer.giveUp() : running.catch(() => undefined));
    },
  });
}

/** The declaration of the bytes, before they are sent. */
async function declarationOf(
  bytes: Blob,
  { filename, contentType, checksum, expiresInSeconds, metadata }: NamedUploadOptions,
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
