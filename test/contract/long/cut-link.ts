import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';

/** A link to a store which breaks: every connection at once, each time that so many bytes have gone up. */
export class CutLink {
  private readonly sockets = new Set<Socket>();
  private sentBytes = 0;
  /** How often it broke. */
  cuts = 0;
  /** Parts that were begun after the store had said that it has them. */
  readonly needless: number[] = [];
  /** Parts that the store said it has; what it said may not have come through. */
  private readonly held = new Set<number>();
  private readonly server = createServer((client) => {
    this.join(client);
  });

  /** @param cutAfter bytes that go up between two cuts @param maxCuts after them the link holds */
  constructor(
    private readonly store: URL,
    private readonly cutAfter: number,
    private readonly maxCuts: number,
  ) {}

  async listen(): Promise<URL> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return new URL(`http://127.0.0.1:${(this.server.address() as AddressInfo).port}`);
  }

  async stop(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private join(client: Socket): void {
    const store = connect(Number(this.store.port), '127.0.0.1');
    let part: number | undefined;
    for (const socket of [client, store]) {
      this.sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        this.sockets.delete(socket);
        client.destroy();
        store.destroy();
      });
    }
    client.on('data', (bytes: Buffer) => {
      // Each part comes on a connection of its own, whose first bytes name it.
      const number = /^PUT \S*[?&]partNumber=(\d+)/.exec(bytes.subarray(0, 2_000).toString('latin1'))?.[1];
      if (number !== undefined) {
        part = Number(number);
        if (this.held.has(part)) this.needless.push(part);
      }
      this.sentBytes += bytes.length;
      if (this.cuts < this.maxCuts && this.sentBytes > this.cutAfter * (this.cuts + 1)) {
        this.cuts += 1;
        this.cut();
      }
    });
    store.on('data', (bytes: Buffer) => {
      if (part !== undefined && bytes.subarray(0, 12).toString('latin1') === 'HTTP/1.1 200')
        this.held.add(part);
    });
    client.pipe(store).pipe(client);
  }

  private cut(): void {
    for (const socket of this.sockets) socket.destroy();
  }
}
