import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { HeardEvent } from './event-listener.js';
import { until } from './until.js';

/** One request, as a subscriber received it. */
export interface Received {
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
  readonly event: HeardEvent;
}

/** A subscriber on this machine, with configured responses. */
export interface Receiver {
  readonly url: string;
  readonly received: readonly Received[];
  /** For the next requests, one each; after those, always 204. */
  answer(...statuses: number[]): void;
  /**
   * From now on.
   * @param status of each request, by the number of its try, from 1; a promise delays it
   */
  answerBy(status: (one: Received, attempt: number) => number | Promise<number>): void;
  gets(fits: (received: Received) => boolean, what: string, withinMs?: number): Promise<Received>;
  stop(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  let status: Parameters<Receiver['answerBy']>[0] = () => 204;
  const server = http.createServer((request, response) => {
    void text(request).then(async (body) => {
      const one = { headers: request.headers, body, event: JSON.parse(body) as HeardEvent };
      received.push(one);
      const attempt = received.filter(({ event }) => event.id === one.event.id).length;
      const answered = await status(one, attempt);
      response.writeHead(answered).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}/hook`,
    received,
    answer: (...statuses) => {
      status = () => statuses.shift() ?? 204;
    },
    answerBy: (by) => {
      status = by;
    },
    gets: (fits, what, withinMs) => until(what, async () => received.find(fits), withinMs),
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}
