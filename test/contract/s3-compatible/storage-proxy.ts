import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

const cors = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': '*',
  'access-control-allow-methods': 'GET, PUT',
};

/** A proxy of a store: adds CORS for pages, counts sent bytes, and can be cut. */
export class StorageProxy {
  /** Of bodies that clients sent, successful or not. */
  sentBytes = 0;
  /** Parts with a 200 from the store, in order. */
  readonly taken: number[] = [];
  /** Modifies a chunk of a part. @default unchanged */
  alter: (partNumber: number, piece: Buffer) => Buffer = (_, piece) => piece;
  /** Of all connections together. @default no limit */
  bytesPerSecond = Infinity;
  private freeAt = 0;
  private next: { readonly sentBytes: number; readonly tell: () => void } | undefined;
  private isCut = false;
  private readonly sockets = new Set<Socket>();
  private readonly server = createServer((asked, answer) => this.pass(asked, answer));
  private store = new URL('http://127.0.0.1');

  /** @returns the address of the store */
  async listen(store: URL): Promise<URL> {
    this.store = store;
    this.server.on('connection', (socket: Socket) => {
      if (this.isCut) socket.destroy();
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
    });
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return new URL(`http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`);
  }

  /** Every connection breaks, and new ones are refused until `mend`. */
  cut(): void {
    this.isCut = true;
    for (const socket of this.sockets) socket.destroy();
  }

  /** Cuts after this many sent bytes. */
  cutAt(sentBytes: number): Promise<void> {
    return new Promise((resolve) => (this.next = { sentBytes, tell: resolve }));
  }

  mend(): void {
    this.isCut = false;
  }

  async stop(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private pass(asked: IncomingMessage, answer: ServerResponse): void {
    if (asked.method === 'OPTIONS') return void answer.writeHead(204, cors).end();
    const { method, url = '/', headers } = asked;
    const part = Number(/[?&]partNumber=(\d+)/.exec(url)?.[1]);
    // The signature is for this proxy's own name, which the Host header keeps.
    const { hostname, port } = this.store;
    const upstream = request({ hostname, port, method, path: url, headers }, (reply) => {
      if (part && reply.statusCode === 200) this.taken.push(part);
      answer.writeHead(reply.statusCode ?? 502, { ...reply.headers, ...cors });
      reply.pipe(answer);
    });
    upstream.on('error', () => answer.destroy());
    asked.on('close', () => asked.complete || upstream.destroy());
    asked.on('data', (piece: Buffer) => {
      this.sentBytes += piece.length;
      upstream.write(this.alter(part, piece));
      if (this.next && this.sentBytes >= this.next.sentBytes) {
        this.cut();
        this.next.tell();
        this.next = undefined;
      }
      const now = performance.now();
      this.freeAt = Math.max(now, this.freeAt) + (piece.length / this.bytesPerSecond) * 1000;
      if (this.freeAt - now < 1) return;
      asked.pause();
      setTimeout(() => asked.resume(), this.freeAt - now);
    });
    asked.on('end', () => upstream.end());
  }
}
