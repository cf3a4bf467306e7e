import { inflateRawSync } from 'node:zlib';

/** More than this is not unpacked: it would cost more memory and time than one check may. */
const outputCap = 4 * 1024 * 1024;

export type Inflated =
  | { readonly outcome: 'whole'; /** Behind the last byte of the deflated data. */ readonly end: number }
  | { readonly outcome: 'cut' | 'broken' | 'too-large' };

/**
 * Unpacks deflated data (RFC 1951) to learn where it ends.
 * @param dictionary the 32 KiB that came before, when the data begins in the middle of a stream
 */
export function inflateFrom(bytes: Buffer, from: number, dictionary?: Buffer): Inflated {
  try {
    const options = { maxOutputLength: outputCap, info: true, ...(dictionary && { dictionary }) };
    // With `info`, Node answers the engine as well, which knows how much it has taken in.
    const { engine } = inflateRawSync(bytes.subarray(from), options) as unknown as {
      engine: { bytesWritten: number };
    };
    return { outcome: 'whole', end: from + engine.bytesWritten };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ERR_BUFFER_TOO_LARGE') return { outcome: 'too-large' };
    return { outcome: code === 'Z_BUF_ERROR' ? 'cut' : 'broken' };
  }
}
