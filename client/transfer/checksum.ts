/** The declared checksum of a file: S3 refuses other bytes. */
export interface DeclaredChecksum {
  /**
   * SHA-256 of the whole file, in base64; for files that are sent in one PUT.
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
 * Reads a file and computes the checksum to declare. Rejects with the signal's reason when that is aborted.
 *
 * @param bytes the whole file
 * @param signal of the upload, aborted when it is cancelled or paused
 * @returns the checksum
 */
export type Checksum = (bytes: Blob, signal: AbortSignal) => Promise<DeclaredChecksum>;

/**
 * SHA-256 of a file in base64, as S3's `x-amz-checksum-sha256`. WebCrypto can only digest whole buffers, so the file is
 * in memory.
 */
export const sha256: Checksum = async (bytes) => {
  const digest = await crypto.subtle.digest('SHA-256', await bytes.arrayBuffer());
  return { sha256: btoa(String.fromCharCode(...new Uint8Array(digest))) };
};
