/** What is declared of a file's bytes: storage refuses others. */
export interface DeclaredChecksum {
  /**
   * SHA-256 of the whole file, in base64; for files that are sent in one piece.
   * @default none
   */
  readonly sha256?: string;
  /**
   * CRC-64/NVME of the whole file, in base64, high byte first.
   * @default none
   */
  readonly crc64nvme?: string;
}

/**
 * Reads a file and computes what to declare of its bytes. Rejects with the signal's reason once that is aborted.
 *
 * @param bytes the whole file
 * @param signal of the upload: it was cancelled, or paused
 * @returns what to declare
 */
export type Checksum = (bytes: Blob, signal: AbortSignal) => Promise<DeclaredChecksum>;

/**
 * SHA-256 of a file in base64, as S3's `x-amz-checksum-sha256` has it. WebCrypto digests whole buffers only, so
 * the file is held in memory meanwhile.
 */
export const sha256: Checksum = async (bytes) => {
  const digest = await crypto.subtle.digest('SHA-256', await bytes.arrayBuffer());
  return { sha256: btoa(String.fromCharCode(...new Uint8Array(digest))) };
};
