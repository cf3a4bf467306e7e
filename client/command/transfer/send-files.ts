import { stat } from 'node:fs/promises';
import { isWaybillError } from '../../api/error.js';
import type { Client, StoredFile, UploadOptions } from '../../index.js';
import { messageOf, plainReason } from '../terminal/message.js';
import { localFile } from './local-files.js';
import type { UploadReporter, UploadResult } from './upload-results.js';

/** How each upload is sent. */
export interface Sending {
  readonly contentType?: string;
  /** Wait until the content is checked. */
  readonly isVerdictAwaited: boolean;
  readonly signal: AbortSignal;
}

export interface SendFilesOptions extends Sending, Pick<UploadOptions, 'metadata' | 'expiresInSeconds'> {
  /** Concurrent files. */
  readonly jobs: number;
  /** Name to store, of a single file. @default its own */
  readonly name?: string;
  /** Files up to this size have a SHA-256, with which S3 refuses other bytes. */
  readonly checksumUpToBytes: number;
}

/** Sends files, several at once. A failure does not stop the others. */
export async function sendFiles(
  client: Client,
  paths: readonly string[],
  options: SendFilesOptions,
  reporter: UploadReporter,
): Promise<void> {
  const waiting = paths.values();
  const lane = async () => {
    for (const path of waiting) {
      if (options.signal.aborted) return;
      const result = await resultOf(client, path, options, () => sendFile(client, path, options, reporter));
      reporter.reportResult(result);
    }
  };
  await Promise.all(Array.from({ length: Math.min(options.jobs, paths.length) }, lane));
}

async function sendFile(
  client: Client,
  path: string,
  { name, contentType, checksumUpToBytes, metadata, expiresInSeconds, signal }: SendFilesOptions,
  reporter: UploadReporter,
): Promise<StoredFile> {
  const before = await stat(path);
  const bytes = await localFile(path, contentType, name);
  reporter.reportStart(path, bytes.size);
  try {
    return await client.upload(bytes, {
      filename: bytes.name,
      signal,
      onProgress: ({ sentBytes }) => reporter.reportProgress(path, sentBytes),
      ...(bytes.size <= checksumUpToBytes && { checksum: 'sha256' }),
      ...(metadata && { metadata }),
      ...(expiresInSeconds !== undefined && { expiresInSeconds }),
    });
  } catch (error) {
    // Reading it fails then, which looks like a broken connection.
    const { mtimeMs } = await stat(path);
    throw mtimeMs === before.mtimeMs ? error : new Error('it changed during the upload');
  }
}

/** The outcome of an upload: its file, with the verdict, or why it failed. */
export async function resultOf(
  client: Client,
  path: string,
  { isVerdictAwaited, signal }: Sending,
  send: () => Promise<StoredFile>,
): Promise<UploadResult> {
  try {
    const stored = await send();
    return { path, file: isVerdictAwaited ? await client.waitForVerdict(stored.id, { signal }) : stored };
  } catch (error) {
    if (isWaybillError(error)) {
      // Errors of the service that a retry cannot fix; others may succeed later.
      const isRefusal = !error.retryable && error.status >= 400 && error.status !== 401;
      return { path, error: messageOf(error).join('; '), ...(isRefusal && { code: error.code }) };
    }
    return { path, error: plainReason(error) };
  }
}
