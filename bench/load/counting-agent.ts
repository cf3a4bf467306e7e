import http from 'node:http';
import type { Socket } from 'node:net';

/** A keep-alive agent that knows how many bytes went over its connections, headers included. */
export class CountingAgent extends http.Agent {
  private readonly seen = new Set<Socket>();

  constructor(maxSockets: number) {
    super({ keepAlive: true, maxSockets });
    this.on('free', (socket: Socket) => this.seen.add(socket));
  }

  /** Both ways. */
  bytes(): number {
    let sum = 0;
    for (const socket of this.seen) sum += socket.bytesWritten + socket.bytesRead;
    return sum;
  }
}

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** One request, whole. */
export function request(
  url: string,
  {
    method = 'GET',
    headers = {},
    body,
    agent,
  }: { method?: string; headers?: object; body?: string | Buffer; agent: http.Agent },
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = http.request(url, { method, agent, headers: { ...headers } }, (incoming) => {
      let text = '';
      incoming.setEncoding('utf8').on('data', (piece: string) => (text += piece));
      incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, body: text }));
    });
    outgoing.on('error', reject).end(body);
  });
}
