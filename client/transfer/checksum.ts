import type { Declaration } from '../api/contract.js';

/** Reads a file and returns the checksum to declare. Rejects with the signal's reason when that is aborted. */
export type Checksum = (
  bytes: Blob,
  signal: AbortSignal,
) => Promise<Pick<Declaration, 'sha256' | 'crc64nvme'>>;

/**
 * SHA-256 of a file in base64, as S3's `x-amz-checksum-sha256`. WebCrypto can only digest whole buffers, so the file is
 * in memory.
 */
export const sha256: Checksum = async (bytes) => {
  const digest = await crypto.subtle.digest('SHA-256', await bytes.arrayBuffer());
  return { sha256: btoa(String.fromCharCode(...new Uint8Array(digest))) };
};
