import type { ClientRequest, IncomingMessage } from 'node:http';
import { withDeadline } from './deadline.js';

/** Maximum of informational responses (RFC 9110 section 15.2). No server needs more. */
const maxInformational = 32;

/** The response body is not used; this much of it is read, so that the connection can be closed cleanly. */
const maxBodyBytes = 4096;
const maxBodyMs = 1_000;

/**
 * Sends the body and waits for the head of the response. Settles for every end of the request except the timeout, which
 * the caller enforces.
 */
export function answerTo(request: ClientRequest, body: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    let informational = 0;
    request
      .on('response', resolve)
      // 101, which was not requested: HTTP ends on this connection (RFC 9110 section 15.2.2).
      .on('upgrade', (answer, socket) => {
        socket.destroy();
        resolve(answer);
      })
      .on('information', () => {
        informational += 1;
        // Stops reading: the deadline closes it.
        if (informational > maxInformational) request.socket?.pause();
      })
      .on('error', reject)
      .on('close', () => reject(new Error('the connection was closed without an answer')))
      .end(body);
  });
}

/**
 * Waits for the end of the body, up to a limit. The body does not affect the outcome: the head has decided it.
 *
 * @param leftMs until the deadline, of which at most half is used here
 */
export async function drain(answer: IncomingMessage, leftMs: number): Promise<void> {
  const read = async () => {
    let bytes = 0;
    for await (const chunk of answer) {
      bytes += (chunk as Buffer).length;
      if (bytes >= maxBodyBytes) return;
    }
  };
  await withDeadline(Math.min(maxBodyMs, leftMs / 2), read).catch(() => undefined);
}
