import type { Client, UploadOptions } from '../../index.js';
import { mediaTypeOf } from '../../transfer/media-type.js';
import { resultOf, type Sending } from './send-files.js';
import type { UploadReporter, UploadResult } from './upload-results.js';

/** The argument that stands for standard input. */
export const standardInput = '-';

export interface StandardInputOptions extends Sending, Pick<UploadOptions, 'metadata' | 'expiresInSeconds'> {
  readonly name: string;
  /** @default what the service accepts */
  readonly maxSizeBytes?: number;
}

/** Sends what a pipe has: read part by part, and stored under a name. */
export function sendStandardInput(
  client: Client,
  { name, maxSizeBytes, contentType, metadata, expiresInSeconds, ...sending }: StandardInputOptions,
  reporter: UploadReporter,
): Promise<UploadResult> {
  reporter.reportStart(standardInput, undefined);
  return resultOf(client, standardInput, sending, () =>
    client.upload(process.stdin, {
      filename: name,
      contentType: contentType ?? mediaTypeOf(name),
      signal: sending.signal,
      onProgress: ({ sentBytes }) => reporter.reportProgress(standardInput, sentBytes),
      ...(maxSizeBytes !== undefined && { maxSizeBytes }),
      ...(metadata && { metadata }),
      ...(expiresInSeconds !== undefined && { expiresInSeconds }),
    }),
  );
}
