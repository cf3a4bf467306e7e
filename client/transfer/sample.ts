/** Of each end of a file. */
const sampleBytes = 1024 * 1024;

/** The largest prime below 2 ** 44: times 257 it is still exact. */
const modulus = 17_592_186_044_399;

/**
 * A number from the bytes at both ends of a file, to distinguish files with the same name, size and time: an export that
 * was made again, a disk image that changed in place. A bad match harms only the sender's own upload.
 * Bytes that cannot be read (in React Native, or of a file that is gone) do not count.
 */
export async function sampleOf(file: Blob): Promise<number> {
  let sum = 0;
  for (const end of [file.slice(0, sampleBytes), file.slice(-sampleBytes)]) {
    const bytes = await Promise.resolve()
      .then(() => end.arrayBuffer())
      .catch(() => new ArrayBuffer(0));
    for (const byte of new Uint8Array(bytes)) sum = (sum * 257 + byte) % modulus;
  }
  return sum;
}
