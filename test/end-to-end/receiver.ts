import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { HeardEvent } from './event-listener.js';
import { until } from './until.js';

/** One request, as a subscriber got it. */
export interface Received {
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
  readonly event: HeardEvent;
}

/** A subscriber on this machine, that answers as it is told. */
export interface Receiver {
  readonly url: string;
  readonly received: readonly Received[];
  /** Of the next requests, one each; after those, always 204. */
  answer(...statuses: number[]): void;
  gets(fits: (received: Received) => boolean, what: string, withinMs?: number): Promise<Received>;
  stop(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  let answers: number[] = [];
  const server = http.createServer((request, response) => {
    void text(request).then((body) => {
      received.push({ headers: request.headers, body, event: JSON.parse(body) as HeardEvent });
      response.writeHead(answers.shift() ?? 204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}/hook`,
    received,
    answer: (...statuses) => {
      answers = statuses;
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
