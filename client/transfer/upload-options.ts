import type { StoredFile } from '../api/contract.js';
import type { Checksum } from './checksum.js';

/** How much of a file was sent. */
export interface UploadProgress {
  /**
   * Sent bytes, and for a resumed upload also those that S3 had. Decreases when a failed transfer is retried.
   */
  readonly sentBytes: number;
  /** Size of the file in bytes; of a stream, what was read so far. */
  readonly sizeBytes: number;
}

/** Options of an upload. */
export interface UploadOptions {
  /**
   * Called during the transfer; without XMLHttpRequest (Node.js) only when the file or a part is complete.
   * @param progress how much was sent
   * @default nothing is called
   */
  readonly onProgress?: (progress: UploadProgress) => void;
  /**
   * Called once, before the first byte is sent, with the file's id.
   * @param file the new file
   * @default nothing is called
   */
  readonly onCreated?: (file: StoredFile) => void;
  /**
   * Stops the transfer without aborting it in the service: the same file resumes it. To abort it there too, use
   * `cancel`.
   * @default no signal
   */
  readonly signal?: AbortSignal;
  /**
   * S3 refuses bytes with another checksum. `sha256` is for files in one PUT (up to `multipartThresholdBytes` of
   * `limits`), and loads the file into memory; `crc64nvme` of `@waybill/client/crc64nvme` is for files of any size.
   * Both read the file once before it is sent.
   * @default none
   */
  readonly checksum?: 'sha256' | Checksum;
  /**
   * Media type to declare.
   * @default the file's own `type`, otherwise by its extension
   */
  readonly contentType?: string;
  /**
   * Seconds until the file is deleted: 60 to 315,360,000.
   * @default the service's retention
   */
  readonly expiresInSeconds?: number;
  /**
   * Stored with the file: up to 16 entries, names up to 64 characters, values up to 512.
   * @default none
   */
  readonly metadata?: Readonly<Record<string, string>>;
}

/** Options of an upload of bytes without a name. */
export interface NamedUploadOptions extends UploadOptions {
  /** Name of the file: up to 255 bytes of UTF-8. */
  readonly filename: string;
}

/**
 * Bytes whose number is not known yet: a web stream, a stream of Node.js (such as `process.stdin`), or a generator. Web
 * streams have no async iterator in Safari; a `getReader` is enough.
 */
export type ByteStream = Pick<ReadableStream<Uint8Array>, 'getReader'> | AsyncIterable<Uint8Array>;

/** Options of an upload of a stream. */
export interface StreamUploadOptions extends NamedUploadOptions {
  /**
   * The most bytes that the stream may have: they count against the owner's quota until the verdict. A stream that fits
   * in its first 5 MiB is declared at its exact size instead.
   * @default what the service accepts of one file
   */
  readonly maxSizeBytes?: number;
}
