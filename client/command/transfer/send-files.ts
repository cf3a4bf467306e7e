import { stat } from 'node:fs/promises';
import { isWaybillError } from '../../api/error.js';
import type { Client, UploadOptions } from '../../index.js';
import { messageOf, plainReason } from '../terminal/message.js';
import { localFile } from './local-files.js';
import type { UploadReporter, UploadResult } from './upload-results.js';

export interface SendFilesOptions extends Pick<UploadOptions, 'metadata' | 'expiresInSeconds'> {
  /** Concurrent files. */
  readonly jobs: number;
  readonly contentType?: string;
  /** Wait until the content is checked. */
  readonly isVerdictAwaited: boolean;
  /** Files up to this size have a SHA-256, with which S3 refuses other bytes. */
  readonly checksumUpToBytes: number;
  readonly signal: AbortSignal;
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
      reporter.reportResult(await sendFile(client, path, options, reporter));
    }
  };
  await Promise.all(Array.from({ length: Math.min(options.jobs, paths.length) }, lane));
}

async function sendFile(
  client: Client,
  path: string,
  { contentType, isVerdictAwaited, checksumUpToBytes, metadata, expiresInSeconds, signal }: SendFilesOptions,
  reporter: UploadReporter,
): Promise<UploadResult> {
  try {
    const before = await stat(path);
    const bytes = await localFile(path, contentType);
    reporter.reportStart(path, bytes.size);
    const stored = await client
      .upload(bytes, {
        filename: bytes.name,
        signal,
        onProgress: ({ sentBytes }) => reporter.reportProgress(path, sentBytes),
        ...(bytes.size <= checksumUpToBytes && { checksum: 'sha256' }),
        ...(metadata && { metadata }),
        ...(expiresInSeconds !== undefined && { expiresInSeconds }),
      })
      .catch(async (error: unknown) => {
        // Reading it fails then, which looks like a broken connection.
        const { mtimeMs } = await stat(path);
        throw mtimeMs === before.mtimeMs ? error : new Error('it changed during the upload');
      });
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
