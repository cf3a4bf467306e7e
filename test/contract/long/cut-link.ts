import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';

/** A connection to a store that breaks: all connections at once, after each given number of sent bytes. */
export class CutLink {
  private readonly sockets = new Set<Socket>();
  private sentBytes = 0;
  /** How often it broke. */
  cuts = 0;
  /** Parts that were sent again after the store had acknowledged them. */
  readonly needless: number[] = [];
  /** Parts that the store acknowledged; the response may be lost. */
  private readonly held = new Set<number>();
  private readonly server = createServer((client) => {
    this.join(client);
  });

  /** @param cutAfter sent bytes between two cuts @param maxCuts after them it does not break any more */
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
      // Each part has its own connection, whose first bytes name it.
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
