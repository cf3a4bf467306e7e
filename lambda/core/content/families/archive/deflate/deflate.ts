import { inflateRawSync } from 'node:zlib';

/** More than this is not unpacked: it would cost more memory and time than one check may. */
export const mostUnpackedBytes = 4 * 1024 * 1024;

export type Inflated =
  | {
      readonly outcome: 'whole';
      /** Behind the last byte of the deflated data. */
      readonly end: number;
      /** Bytes of content. */
      readonly unpacked: number;
    }
  | { readonly outcome: 'cut' | 'broken' | 'too-large' };

export interface InflateOptions {
  /** The 32 KiB that came before, when the data begins in the middle of a stream. */
  readonly dictionary?: Buffer;
  /** Content beyond this is `too-large`. @default mostUnpackedBytes */
  readonly outputCap?: number;
}

/** Unpacks deflated data (RFC 1951) to learn where it ends. */
export function inflateFrom(
  bytes: Buffer,
  from: number,
  { dictionary, outputCap = mostUnpackedBytes }: InflateOptions = {},
): Inflated {
  try {
    const options = { maxOutputLength: outputCap, info: true, ...(dictionary && { dictionary }) };
    // With `info`, Node answers the engine as well, which knows how much it has taken in.
    const { buffer, engine } = inflateRawSync(bytes.subarray(from), options) as unknown as {
      buffer: Buffer;
      engine: { bytesWritten: number };
    };
    return { outcome: 'whole', end: from + engine.bytesWritten, unpacked: buffer.length };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ERR_BUFFER_TOO_LARGE') return { outcome: 'too-large' };
    return { outcome: code === 'Z_BUF_ERROR' ? 'cut' : 'broken' };
  }
}
