/**
 * SHA-256 of a file in base64, as S3's `x-amz-checksum-sha256` has it. WebCrypto digests whole buffers only, so
 * the file is held in memory meanwhile.
 */
export async function sha256(bytes: Blob): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await bytes.arrayBuffer());
  return btoa(String.fromCharCode(...new Uint8Array(digest)));
}
