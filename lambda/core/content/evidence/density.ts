const blockBytes = 4 * 1024;
/** Of 256 values nearly all turn up in 4 KiB of compressed data; text, code and padding use far fewer. */
const distinctValues = 200;

/**
 * Do the blocks of `bytes` look compressed or encrypted, as media do? Too few bytes count as such.
 * @param share how many of the blocks have to
 */
export function looksCompressed(bytes: Uint8Array, share = 0.5): boolean {
  let dense = 0;
  let blocks = 0;
  for (let at = 0; at + blockBytes <= bytes.length; at += blockBytes, blocks++) {
    if (new Set(bytes.subarray(at, at + blockBytes)).size >= distinctValues) dense++;
  }
  return dense >= blocks * share;
}
