import type { ClientRequest, IncomingMessage } from 'node:http';
import { withDeadline } from './deadline.js';

/** Informational answers before the answer (RFC 9110 section 15.2). Nobody needs more; each costs time of all others. */
const maxInformational = 32;

/** Nobody reads an answer's body; so much of it is waited for, so that the other side can end in peace. */
const maxBodyBytes = 4096;
const maxBodyMs = 1_000;

/**
 * Sends the body and waits for the head of the answer. Every way in which a request ends settles this, but for the end
 * of time, which is the caller's.
 */
export function answerTo(request: ClientRequest, body: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    let informational = 0;
    request
      .on('response', resolve)
      // 101, which nobody asked for: HTTP ends on this connection (RFC 9110 section 15.2.2), and with it the exchange.
      .on('upgrade', (answer, socket) => {
        socket.destroy();
        resolve(answer);
      })
      .on('information', () => {
        informational += 1;
        // Reads no more: the deadline ends it.
        if (informational > maxInformational) request.socket?.pause();
      })
      .on('error', reject)
      .on('close', () => reject(new Error('the connection was closed without an answer')))
      .end(body);
  });
}

/**
 * Waits for the end of the body, or for as much of it as is bearable. What it says, and how it ends, has no part in the
 * outcome: the head has told that.
 *
 * @param leftMs until the exchange must be over, of which at most half is spent here: the outcome is known already
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
