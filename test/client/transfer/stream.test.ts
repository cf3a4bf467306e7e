import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { ByteStream, UploadProgress } from '../../../client/index.js';
import { streamPartBytes } from '../contract-file.js';
import { problem, s3Error } from '../contract-reply.js';
import { ContractServer } from '../contract-server.js';
import { connected } from '../connected.js';

let server: ContractServer;
beforeEach(async () => {
  server = new ContractServer();
  await server.listen();
});
afterEach(() => server.close());

const mebibyte = 1024 ** 2;
const options = { filename: 'a.txt', contentType: 'text/plain', maxSizeBytes: 40 * mebibyte };

/** Chunks of a length that divides no part. */
function* chunksOf(bytes: Uint8Array, length = 300_007): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}
async function* generatorOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield* chunksOf(bytes);
}
const streams: Readonly<Record<string, (bytes: Uint8Array) => ByteStream>> = {
  'a web stream': (bytes) => new Blob([bytes as BlobPart]).stream(),
  'a stream of Node.js': (bytes) => Readable.from(chunksOf(bytes)),
  'a generator': generatorOf,
  'a generator that fills one array again and again': async function* (bytes) {
    const same = new Uint8Array(300_007);
    for (const chunk of chunksOf(bytes)) {
      same.set(chunk);
      yield same.subarray(0, chunk.length);
    }
  },
  'a web stream without an async iterator, as in Safari': (bytes) =>
    Object.defineProperty(new Blob([bytes as BlobPart]).stream(), Symbol.asyncIterator, { value: undefined }),
};

const created = () =>
  server.requests
    .filter(({ method, path }) => method === 'POST' && path === '/uploads')
    .map(({ body }) => JSON.parse(body.toString()) as Record<string, unknown>);
const lengths = () => server.requests.filter(({ method }) => method === 'PUT').map(({ body }) => body.length);

describe('a stream', () => {
  test.each(Object.entries(streams))('is sent in parts while it is read: %s', async (_, streamOf) => {
    const bytes = randomBytes(2 * streamPartBytes + 7);
    const { client } = connected(server.url);
    const progress: UploadProgress[] = [];
    const { id, sizeBytes } = await client.upload(streamOf(bytes), {
      ...options,
      onProgress: (seen) => progress.push(seen),
    });
    expect(server.bytesOf(id)?.equals(bytes)).toBe(true);
    expect(sizeBytes).toBe(bytes.length);
    expect(created()).toMatchObject([{ sizeBytes: options.maxSizeBytes, sizeIsMaximum: true }]);
    expect(lengths().sort()).toEqual([streamPartBytes, streamPartBytes, 7].sort());
    expect(progress.at(-1)).toEqual({ sentBytes: bytes.length, sizeBytes: bytes.length });
  });

  test.each([0, 1, 2])('that ends exactly with a part has no empty one: and %i bytes', async (more) => {
    const bytes = randomBytes(2 * streamPartBytes + more);
    const { id } = await connected(server.url).client.upload(generatorOf(bytes), options);
    expect(server.bytesOf(id)?.equals(bytes)).toBe(true);
    expect(lengths()).not.toContain(0);
  });

  test.each([1, 250, 3_000])('of %i bytes is declared at its exact size', async (length) => {
    const bytes = randomBytes(length);
    const { client } = connected(server.url);
    const { id } = await client.upload(generatorOf(bytes), { ...options, checksum: async () => ({}) });
    expect(server.bytesOf(id)?.equals(bytes)).toBe(true);
    expect(created()).toMatchObject([{ sizeBytes: length }]);
    expect(created()[0]).not.toHaveProperty('sizeIsMaximum');
  });

  test('may be as long as the service accepts, where nothing else is said', async () => {
    const { maxSizeBytes: _, ...others } = options;
    const { client } = connected(server.url);
    // The limit of the contract server is below the stream's length.
    await expect(client.upload(generatorOf(randomBytes(20_000)), others)).rejects.toMatchObject({
      code: 'file-too-large',
      status: 413,
    });
    expect(created()).toMatchObject([{ sizeBytes: 10_000, sizeIsMaximum: true }]);
  });

  test('that is longer than its maximum is aborted in the service, and read no further', async () => {
    let hasEnded = false;
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield randomBytes(mebibyte);
      } finally {
        hasEnded = true;
      }
    }
    const upload = connected(server.url).client.upload(endless(), {
      ...options,
      maxSizeBytes: 12 * mebibyte,
    });
    await expect(upload).rejects.toMatchObject({
      code: 'file-too-large',
      detail: 'The stream has more than 12582912 bytes',
    });
    expect(server.asked).toContain('DELETE /uploads/{id}');
    expect(server.asked).not.toContain('POST /uploads/{id}/complete');
    expect(hasEnded).toBe(true);
  });

  test('that fails rejects with its own error, and stores nothing', async () => {
    const broken = new Error('the disk is gone');
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield randomBytes(11 * mebibyte);
      throw broken;
    }
    await expect(connected(server.url).client.upload(failing(), options)).rejects.toBe(broken);
    expect(server.asked).toContain('DELETE /uploads/{id}');
    expect(server.asked).not.toContain('POST /uploads/{id}/complete');
  });

  test('sends a part again after a lost connection', async () => {
    const bytes = randomBytes(2 * streamPartBytes + 7);
    server.failNext(/^PUT .*\/1$/, 'cut');
    server.failNext(/^PUT .*\/3$/, s3Error(503, 'SlowDown'));
    const { id } = await connected(server.url).client.upload(generatorOf(bytes), options);
    expect(server.bytesOf(id)?.equals(bytes)).toBe(true);
  });

  test('ends with the refusal of a part, also while it is silent', async () => {
    async function* silent(): AsyncGenerator<Uint8Array> {
      yield randomBytes(6 * mebibyte);
      await new Promise(() => undefined);
    }
    server.failNext(/^POST .*\/parts$/, problem(410, 'upload-ended', 'The upload has ended'));
    await expect(connected(server.url).client.upload(silent(), options)).rejects.toMatchObject({
      code: 'upload-ended',
    });
  });

  test('can be paused, resumed and cancelled', async () => {
    const bytes = randomBytes(2 * streamPartBytes + 7);
    const { client } = connected(server.url);
    const held = server.holdNext(/^PUT .*\/1$/);
    const paused = client.upload(generatorOf(bytes), options);
    await held.reached;
    paused.pause();
    held.release();
    paused.resume();
    const { id } = await paused;
    expect(server.bytesOf(id)?.equals(bytes)).toBe(true);

    const again = server.holdNext(/^PUT .*\/1$/);
    const cancelled = client.upload(generatorOf(bytes), options);
    const outcome = expect(cancelled).rejects.toMatchObject({ name: 'AbortError' });
    await again.reached;
    await cancelled.cancel();
    again.release();
    await outcome;
    expect(server.asked).toContain('DELETE /uploads/{id}');
  });

  test('has a checksum only if it fits in its first part, and only bytes', async () => {
    const { client } = connected(server.url);
    const long = client.upload(generatorOf(randomBytes(6 * mebibyte)), { ...options, checksum: 'sha256' });
    await expect(long).rejects.toMatchObject({ code: 'checksum-not-suitable' });
    const text = Readable.from(['text']) as unknown as ByteStream;
    await expect(client.upload(text, options)).rejects.toThrow('something else than bytes');
    expect(created()).toEqual([]);
  });
});
