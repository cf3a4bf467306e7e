import type { Declaration } from '../api/contract.js';

/** Reads a file and says what to declare of its bytes. Rejects with the signal's reason once that is aborted. */
export type Checksum = (
  bytes: Blob,
  signal: AbortSignal,
) => Promise<Pick<Declaration, 'sha256' | 'crc64nvme'>>;

/**
 * SHA-256 of a file in base64, as S3's `x-amz-checksum-sha256` has it. WebCrypto digests whole buffers only, so
 * the file is held in memory meanwhile.
 */
export const sha256: Checksum = async (bytes) => {
  const digest = await crypto.subtle.digest('SHA-256', await bytes.arrayBuffer());
  return { sha256: btoa(String.fromCharCode(...new Uint8Array(digest))) };
};
