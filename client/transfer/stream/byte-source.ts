import type { ByteStream } from '../upload-options.js';

/** Reads a stream in pieces of any length. */
export class ByteSource {
  /** Bytes that were read. */
  readBytes = 0;
  private chunks: Uint8Array<ArrayBuffer>[] = [];
  private length = 0;
  private hasEnded = false;
  private readonly next: () => Promise<{ readonly done?: boolean; readonly value?: Uint8Array | undefined }>;
  private readonly end: (reason: unknown) => Promise<unknown> | undefined;

  constructor(stream: ByteStream) {
    if ('getReader' in stream) {
      const reader = stream.getReader();
      this.next = () => reader.read();
      this.end = (reason) => reader.cancel(reason);
    } else {
      const iterator = stream[Symbol.asyncIterator]();
      this.next = () => iterator.next();
      this.end = async () => {
        // Of Node.js: a `return` would wait for the next chunk, which may never come.
        if ('destroy' in stream && typeof stream.destroy === 'function') stream.destroy();
        else await iterator.return?.();
      };
    }
  }

  /** Whether there are no more bytes than these, after reading up to one more. */
  async endsWithin(bytes: number): Promise<boolean> {
    while (!this.hasEnded && this.length <= bytes) {
      const { done, value } = await this.next();
      if (done) this.hasEnded = true;
      else if (!(value instanceof Uint8Array))
        throw new TypeError('The stream has something else than bytes');
      else if (value.length > 0) {
        // A copy: a generator may fill the same array again.
        this.chunks.push(new Uint8Array(value));
        this.length += value.length;
        this.readBytes += value.length;
      }
    }
    return this.hasEnded && this.length <= bytes;
  }

  /** The next bytes, of those that were read. */
  take(bytes: number): Blob {
    const all = new Blob(this.chunks);
    const taken = all.slice(0, bytes);
    let left = bytes;
    while (this.chunks[0] && left > 0) {
      const [chunk] = this.chunks;
      if (chunk.length <= left) this.chunks.shift();
      else this.chunks[0] = chunk.subarray(left);
      left -= chunk.length;
    }
    this.length = Math.max(0, this.length - bytes);
    return taken;
  }

  /** Nothing more is read. */
  async cancel(reason: unknown): Promise<void> {
    if (!this.hasEnded) await this.end(reason);
  }
}
