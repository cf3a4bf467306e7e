import type { Call } from '../api/call.js';
import type { Connection } from '../api/connection.js';
import type { WaybillError } from '../api/error.js';
import { fetchPut } from './fetch-put.js';
import { inTime } from '../api/patience.js';
import { withRetries } from '../api/retry.js';
import type { SendOptions, SignedRequest } from './signed-put.js';
import { storageRefusal } from '../api/storage-answer.js';
import { xhrPut } from './xhr-put.js';

/** The last delays are 20 seconds: a minute in total, on average. */
const attempts = 8;

/** Without progress events: 64 kbit/s, in bytes per millisecond. */
const slowestPace = 8;

export interface PutOptions extends Pick<SendOptions, 'onSent'>, Call {
  /** Returns a new presigned URL after the old one has expired. */
  readonly renew: () => Promise<SignedRequest>;
  /** Called after a network error, before the bytes are sent again. */
  readonly onFailure?: (error: WaybillError) => void;
}

/**
 * Sends the bytes, with retries after network errors. The URL of a whole file is single-use (`If-None-Match: *`), so a
 * 412 means that an earlier try succeeded and its response was lost: the bytes are stored, and the file's status
 * confirms it.
 * @throws WaybillError
 */
export async function put(
  connection: Connection,
  first: SignedRequest,
  bytes: Blob,
  options: PutOptions,
): Promise<void> {
  // Only XMLHttpRequest reports upload progress.
  const isCounted = typeof XMLHttpRequest === 'function';
  const send = isCounted ? xhrPut : fetchPut(connection);
  const patienceMs = connection.patience.silentMs + (isCounted ? 0 : bytes.size / slowestPace);
  let current: SignedRequest | undefined = first;
  const attempt = async () => {
    const signed = (current ??= await options.renew());
    const answer = await inTime(patienceMs, options.signal, (signal, again) => {
      const onSent = (sentBytes: number) => {
        again();
        options.onSent(sentBytes);
      };
      return send(signed, bytes, { signal, onSent });
    });
    if (answer.status === 412 || (answer.status >= 200 && answer.status <= 299)) return;
    const error = storageRefusal(answer);
    if (error.code === 'upload-expired') current = undefined;
    throw error;
  };
  const mayRepeat = (error: WaybillError) => {
    if (error.retryable) options.onFailure?.(error);
    return error.retryable;
  };
  await withRetries(connection.clock, attempt, { signal: options.signal, attempts, mayRepeat });
  options.onSent(bytes.size);
}
