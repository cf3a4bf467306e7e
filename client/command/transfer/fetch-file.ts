import { createHash, type Hash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Writable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { longestBytes, shortened } from '../../../text/saved-name.js';
import type { Client, StoredFile } from '../../index.js';

/** Bytes arrive here, in order, from wherever it stands. */
interface Target {
  /** What is there already. */
  readonly length: number;
  write(bytes: Uint8Array): Promise<void>;
}

/** Tries without a byte in between; the last waits are 20 seconds. */
const tries = 8;

/**
 * Writes a file's bytes beside `path`, and gives them that name when they are all there and are the right ones. What a
 * broken run left is gone on from.
 *
 * @throws when the bytes differ from their SHA-256 (they are removed then), or do not come
 */
export async function fetchToFile(
  client: Client,
  file: StoredFile,
  path: string,
  signal: AbortSignal,
): Promise<void> {
  // An id stands for the same bytes for ever.
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

/** Writes a file's bytes into a stream. @throws when they differ from their SHA-256, after the last of them */
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
      // Rejects where the stream fails instead.
      if (!stream.write(bytes)) await once(stream, 'drain', { signal });
    },
  };
  await fetchInto(client, file, target, hash, signal);
  assertSame(file, hash);
}

/** Asks for what is missing until it is there; a connection that breaks costs only what was under way. */
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
      // What the API refuses stays refused. A `TypeError` is fetch's word for a connection that broke.
      if (!(error instanceof TypeError)) throw error;
    }
    failures = target.length > before ? 0 : failures + 1;
    if (failures === tries) throw new Error(`storage did not give the bytes of ${file.id}`);
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
  // Signed anew each time: no URL runs out on a slow way.
  const { url } = await client.contentUrl(id, { signal });
  const from = target.length;
  // Node's `fetch` gives up a connection that is silent for five minutes, before the head or in the body.
  // RFC 9110 section 14.2. Storage that knows no ranges would answer 200 with all of it.
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
  throw new Error(`the bytes that came are not those of ${id}: their SHA-256 differs`);
}
