import type { Connection } from '../api/connection.js';
import type { SendPut } from './signed-put.js';

/** One PUT with `fetch`, which reports no progress. */
export function fetchPut(connection: Connection): SendPut {
  return async (signed, bytes, { onSent, signal }) => {
    onSent(0);
    const answer = await connection.reach(signed.url, {
      method: 'PUT',
      headers: signed.headers,
      body: bytes,
      signal,
    });
    return { status: answer.status, text: await answer.text() };
  };
}
