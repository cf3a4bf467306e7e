import { WaybillError } from './error.js';

/** S3's response. */
export interface StorageAnswer {
  readonly status: number;
  /** S3's XML of an error. */
  readonly text: string;
}

/** S3 API reference, "Error responses": these may be retried. 409 is ConditionalRequestConflict. */
const retryableStatuses = new Set([409, 429, 500, 502, 503, 504]);

/** Only the code from S3's error: the rest may repeat the presigned request. */
export function storageRefusal({ status, text }: StorageAnswer): WaybillError {
  const code = /<Code>([A-Za-z]+)<\/Code>/.exec(text)?.[1];
  if (status === 403 && /<Message>[^<]*expired/i.test(text)) {
    return new WaybillError('upload-expired', 'The presigned URL expired before it was used', {
      status,
      retryable: true,
    });
  }
  return new WaybillError('storage-refused', `Storage answered ${status}${code ? ` (${code})` : ''}`, {
    status,
    storageCode: code,
    retryable: retryableStatuses.has(status) || code === 'RequestTimeout',
  });
}
