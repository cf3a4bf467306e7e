import { createHash, type Hash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Writable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { longestBytes, shortened } from '../../../text/saved-name.js';
import type { Client, StoredFile } from '../../index.js';
import { plainReason } from '../terminal/message.js';

/** Bytes are written here, in order, from its current position. */
interface Target {
  /** The number of bytes that are written already. */
  readonly length: number;
  write(bytes: Uint8Array): Promise<void>;
}

/** Tries without progress; the last delays are 20 seconds. */
const tries = 8;

/**
 * Writes a file's bytes to a temporary file beside `path`, and renames it when they are complete and verified. Resumes
 * an interrupted run.
 *
 * @throws if the bytes do not match their SHA-256 (they are removed then), or cannot be downloaded or written
 */
export async function fetchToFile(
  client: Client,
  file: StoredFile,
  path: string,
  signal: AbortSignal,
): Promise<void> {
  try {
    await fetchBeside(client, file, path, signal);
  } catch (error) {
    // The name of the temporary file is nobody's concern.
    const isOfSystem = error instanceof Error && 'syscall' in error;
    throw isOfSystem ? new Error(`${path}: ${plainReason(error)}`, { cause: error }) : error;
  }
}

async function fetchBeside(
  client: Client,
  file: StoredFile,
  path: string,
  signal: AbortSignal,
): Promise<void> {
  // The bytes of an id never change.
  const ending = `.${file.id}.part`;
  const aside = join(dirname(path), shortened(basename(path), longestBytes - ending.length) + ending);
  const hash = createHash('sha256');
  let length = await stat(aside).then(
    ({ size }) => size,
    () => 0,
  );
  if (length > file.sizeBytes) length = 0;
  else if (length > 0) for await (const bytes of createReadStream(aside)) hash.update(bytes as Buffer);
  const part = await open(aside, length > 0 ? 'a' : 'w');
  const target = {
    get length() {
      return length;
    },
    write: async (bytes: Uint8Array) => {
      await part.writeFile(bytes);
      length += bytes.length;
    },
  };
  try {
    await fetchInto(client, file, target, hash, signal);
  } finally {
    await part.close();
  }
  try {
    assertSame(file, hash);
  } catch (error) {
    await rm(aside);
    throw error;
  }
  await rename(aside, path);
}

/** Writes a file's bytes into a stream. @throws if they do not match their SHA-256, after the last of them */
export async function fetchToStream(
  client: Client,
  file: StoredFile,
  stream: Writable,
  signal: AbortSignal,
): Promise<void> {
  const hash = createHash('sha256');
  let length = 0;
  const target = {
    get length() {
      return length;
    },
    write: async (bytes: Uint8Array) => {
      length += bytes.length;
      // Rejects if the stream fails.
      if (!stream.write(bytes)) await once(stream, 'drain', { signal });
    },
  };
  await fetchInto(client, file, target, hash, signal);
  assertSame(file, hash);
}

/** Requests the missing bytes until all are there; a broken connection only costs unfinished bytes. */
async function fetchInto(
  client: Client,
  file: StoredFile,
  target: Target,
  hash: Hash,
  signal: AbortSignal,
): Promise<void> {
  for (let failures = 0; target.length < file.sizeBytes;) {
    const before = target.length;
    try {
      await fetchRest(client, file.id, target, hash, signal);
      if (target.length > file.sizeBytes) throw new TypeError('storage sent more bytes than the file has');
    } catch (error) {
      signal.throwIfAborted();
      // Errors of the API are not retried. `fetch` throws a `TypeError` for a broken connection.
      if (!(error instanceof TypeError)) throw error;
    }
    failures = target.length > before ? 0 : failures + 1;
    if (failures === tries) throw new Error(`the bytes of ${file.id} could not be downloaded`);
    if (failures > 0) await pause(Math.min(20_000, 500 * 2 ** failures) * Math.random(), null, { signal });
  }
}

async function fetchRest(
  client: Client,
  id: string,
  target: Target,
  hash: Hash,
  signal: AbortSignal,
): Promise<void> {
  // Presigned again each time, so that no URL expires on a slow connection.
  const { url } = await client.contentUrl(id, { signal });
  const from = target.length;
  // Node's `fetch` times out after five minutes without data, before the head or in the body. RFC 9110 section 14.2: a
  // server without range support responds with 200 and all bytes.
  const answer = await fetch(url, {
    signal,
    ...(from > 0 && { headers: { range: `bytes=${String(from)}-` } }),
  });
  if (answer.status !== (from > 0 ? 206 : 200) || !answer.body) {
    await answer.body?.cancel();
    throw new TypeError(`storage answered ${String(answer.status)}`);
  }
  for await (const bytes of answer.body) {
    hash.update(bytes);
    await target.write(bytes);
  }
}

function assertSame({ id, sha256 }: StoredFile, hash: Hash): void {
  if (sha256 === null || hash.digest('base64') === sha256) return;
  throw new Error(`the downloaded bytes do not match the SHA-256 of ${id}`);
}
