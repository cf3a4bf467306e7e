/** Streams of unknown length. Loaded when one is sent, and gets as arguments what the client has loaded already. */
import type { Connection } from '../../api/connection.js';
import type {
  ApiErrorCode,
  CreatedUpload,
  Declaration,
  Limits,
  PartPlan,
  SignedPart,
  StoredFile,
} from '../../api/contract.js';
import type { WaybillErrorClass } from '../../api/error.js';
import type { Gate } from '../gate.js';
import type { put } from '../put.js';
import type { ByteStream, StreamUploadOptions } from '../upload-options.js';
import { ByteSource } from './byte-source.js';

export interface StreamTools {
  readonly connection: Connection;
  readonly gate: Gate;
  readonly sendWhole: (bytes: Blob) => Promise<StoredFile>;
  readonly put: typeof put;
  readonly newKey: () => string;
  readonly WaybillError: WaybillErrorClass;
}

/** The smallest part of S3 (user guide, "Amazon S3 multipart upload limits"). */
const firstBytes = 5 * 1024 ** 2;

/** Parts in memory at once, and their bytes together; never less than one part. */
const most = { parts: 4, bytes: 64 * 1024 ** 2 };

/** Sends a stream: of up to 5 MiB as a file of that size, a longer one in parts while it is read. */
export async function sendStream(
  stream: ByteStream,
  options: StreamUploadOptions,
  tools: StreamTools,
): Promise<StoredFile> {
  const { gate } = tools;
  const source = new ByteSource(stream);
  try {
    const maxSizeBytes = options.maxSizeBytes ?? (await maximum(tools));
    if (await read(gate, source, Math.min(firstBytes, maxSizeBytes)))
      return await tools.sendWhole(source.take(firstBytes));
    return await new StreamTransfer(tools, source, options, maxSizeBytes).run();
  } catch (error) {
    // It may never answer.
    source.cancel(error).catch(() => undefined);
    throw error;
  }
}

/** Reads once, also where a pause repeats the step; a stop ends the step, not the stream. */
function read(gate: Gate, source: ByteSource, bytes: number): Promise<boolean> {
  const reading = source.endsWithin(bytes);
  // Where a stop comes before the step.
  reading.catch(() => undefined);
  return gate.runStep(
    (signal) =>
      new Promise((resolve, reject) => {
        signal.addEventListener('abort', reject);
        reading.then(resolve, reject);
      }),
  );
}

/** What the service accepts of one file, and of one owner. */
async function maximum({ connection, gate }: StreamTools): Promise<number> {
  const { limits } = await gate.runStep((signal) =>
    connection.ask<{ limits: Limits }>('GET', '/health', { open: true, signal }),
  );
  return Math.min(limits.maxSizeBytes, limits.maxBytes ?? Infinity);
}

class StreamTransfer {
  private id = '';
  private sentBytes = 0;

  constructor(
    private readonly tools: StreamTools,
    private readonly source: ByteSource,
    private readonly options: StreamUploadOptions,
    private readonly maxSizeBytes: number,
  ) {}

  async run(): Promise<StoredFile> {
    const { checksum, onCreated } = this.options;
    if (checksum)
      throw this.refusal('checksum-not-suitable', 422, 'The checksum of a stream is known only at its end');
    const { file, upload } = await this.create();
    this.id = file.id;
    try {
      onCreated?.(file);
      if (upload?.method === 'multipart') await this.sendParts(upload.parts);
      return await this.ask<StoredFile>('POST', 'complete');
    } catch (error) {
      // Nobody can resume it. Not a step of the gate, which may be stopped.
      await this.tools.connection.ask('DELETE', `/uploads/${this.id}`).catch(() => undefined);
      throw error;
    }
  }

  private async create(): Promise<CreatedUpload> {
    const { filename, contentType, expiresInSeconds, metadata } = this.options;
    const body: Declaration = {
      filename,
      contentType: contentType || 'application/octet-stream',
      sizeBytes: this.maxSizeBytes,
      sizeIsMaximum: true,
      expiresInSeconds,
      metadata,
    };
    const headers = { 'idempotency-key': this.tools.newKey() };
    return this.tools.gate.runStep((signal) =>
      this.tools.connection.ask<CreatedUpload>('POST', '/uploads', { headers, body, signal }),
    );
  }

  private async sendParts({ sizeBytes: partBytes, count }: PartPlan): Promise<void> {
    const width = Math.max(1, Math.min(most.parts, Math.floor(most.bytes / partBytes)));
    const sending = new Set<Promise<void>>();
    // A failure ends the loop, also while the stream is silent.
    let fail: (reason: unknown) => void = () => undefined;
    const failed = new Promise<never>((_, reject) => (fail = reject));
    failed.catch(() => undefined);
    for (let number = 1, isLast = false; !isLast; number += 1) {
      isLast = await Promise.race([failed, read(this.tools.gate, this.source, partBytes)]);
      const bytes = this.source.take(partBytes);
      if (number > count || (number - 1) * partBytes + bytes.size > this.maxSizeBytes)
        throw this.refusal('file-too-large', 413, `The stream has more than ${this.maxSizeBytes} bytes`);
      const sent: Promise<void> = this.send(number, bytes, partBytes).then(
        () => void sending.delete(sent),
        fail,
      );
      sending.add(sent);
      if (sending.size >= width || isLast)
        await Promise.race([failed, isLast ? Promise.all(sending) : Promise.race(sending)]);
    }
  }

  /** As the service refuses it of a file. */
  private refusal(code: ApiErrorCode, status: number, detail: string): Error {
    return new this.tools.WaybillError(code, detail, { status });
  }

  private async send(number: number, bytes: Blob, partBytes: number): Promise<void> {
    const sign = async () => {
      const body = { partNumbers: [number], ...(bytes.size < partBytes && { sizeBytes: bytes.size }) };
      const { parts } = await this.ask<{ parts: readonly SignedPart[] }>('POST', 'parts', body);
      return parts[0] as SignedPart;
    };
    const signed = await sign();
    await this.tools.gate.runStep((signal) =>
      this.tools.put(this.tools.connection, signed, bytes, { signal, onSent: () => undefined, renew: sign }),
    );
    this.sentBytes += bytes.size;
    this.options.onProgress?.({ sentBytes: this.sentBytes, sizeBytes: this.source.readBytes });
  }

  private ask<Body>(method: 'POST', rest: string, body?: object): Promise<Body> {
    return this.tools.gate.runStep((signal) =>
      this.tools.connection.ask<Body>(method, `/uploads/${this.id}/${rest}`, { body, signal }),
    );
  }
}
