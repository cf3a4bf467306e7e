import type { Connection } from './connection.js';
import { fetchPut } from './fetch-put.js';
import { withRetries } from './retry.js';
import type { PutOptions, SignedPut } from './signed-put.js';
import { storageRefusal } from './storage-answer.js';
import { xhrPut } from './xhr-put.js';

/**
 * Sends the bytes, again where the way failed. The URL is good once (`If-None-Match: *`), so a 412 says that an
 * earlier try arrived although its answer was lost: the bytes are there, and the file's status tells the rest.
 * @throws WaybillError
 */
export async function put(
  connection: Connection,
  signed: SignedPut,
  bytes: Blob,
  options: PutOptions,
): Promise<void> {
  // Only XMLHttpRequest tells how many bytes have left.
  const send = typeof XMLHttpRequest === 'function' ? xhrPut : fetchPut(connection);
  await withRetries(connection.clock, options.signal, async () => {
    const answer = await send(signed, bytes, options);
    if (answer.status !== 412 && (answer.status < 200 || answer.status > 299)) throw storageRefusal(answer);
  });
  options.onSent(bytes.size);
}
