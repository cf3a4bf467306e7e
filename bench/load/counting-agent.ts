import http from 'node:http';
import type { Socket } from 'node:net';

/** A keep-alive agent that counts the bytes of its connections, including headers. */
export class CountingAgent extends http.Agent {
  private readonly connections = new Set<Socket>();

  constructor(maxSockets: number) {
    super({ keepAlive: true, maxSockets });
    this.on('free', (socket: Socket) => this.connections.add(socket));
  }

  /** Both ways. */
  bytes(): number {
    let sum = 0;
    for (const socket of this.connections) sum += socket.bytesWritten + socket.bytesRead;
    return sum;
  }
}

export interface CountedAnswer {
  readonly status: number;
  readonly body: string;
}

interface Sent {
  readonly method?: string;
  readonly headers?: object;
  readonly body?: string | Buffer;
  readonly agent: http.Agent;
}

/** One complete request. */
export function request(url: string, sent: Sent): Promise<CountedAnswer> {
  const { method = 'GET', headers = {}, body, agent } = sent;
  return new Promise((resolve, reject) => {
    const outgoing = http.request(url, { method, agent, headers: { ...headers } }, (incoming) => {
      let text = '';
      incoming.setEncoding('utf8').on('data', (piece: string) => (text += piece));
      incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, body: text }));
      incoming.on('error', reject);
    });
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      // The server had closed the idle connection (Node.js documentation, "request.reusedSocket").
      if (outgoing.reusedSocket && error.code === 'ECONNRESET') resolve(request(url, sent));
      else reject(error);
    });
    outgoing.end(body);
  });
}
