const sampleBytes = 4 * 1024;
/** Of 256 values nearly all turn up in 4 KiB of compressed data; text, code and padding use far fewer. */
const distinctValues = 200;

/** Does the end of `bytes` look compressed or encrypted? */
export function looksCompressed(bytes: Uint8Array): boolean {
  if (bytes.length < sampleBytes) return true;
  return new Set(bytes.subarray(-sampleBytes)).size >= distinctValues;
}
