/** Of each end of a file. */
const sampleBytes = 1024 * 1024;

/**
 * A number of 53 bits from the bytes at both ends of a file, to distinguish files with the same name, size and time:
 * an export that was made again, a disk image that changed in place. A bad match harms only the sender's own upload.
 * Bytes that cannot be read (in React Native, or of a file that is gone) do not count.
 */
export async function sampleOf(file: Blob): Promise<number> {
  const ends = [file.slice(0, sampleBytes), file.slice(Math.max(sampleBytes, file.size - sampleBytes))];
  let low = 0xdeadbeef;
  let high = 0x41c6ce57;
  for (const end of ends)
    for (const byte of new Uint8Array(await bytesOf(end))) {
      low = Math.imul(low ^ byte, 0x9e3779b1);
      high = Math.imul(high ^ byte, 0x5f356495);
      low ^= high >>> 15;
      high ^= low >>> 13;
    }
  return 2 ** 32 * (high & 0x1fffff) + (low >>> 0);
}

const bytesOf = async (end: Blob): Promise<ArrayBuffer> => {
  try {
    return await end.arrayBuffer();
  } catch {
    return new ArrayBuffer(0);
  }
};
