/** A message about a file to the other tabs. */
export interface News {
  readonly id: string;
  /** Its progress, while that tab sends it; without it: read the file again. */
  readonly sentBytes?: number;
}

const lockOf = (id: string) => `waybill ${id}`;

/**
 * The other tabs of this browser with the same user. The tab that sends a file holds a lock on it (Web Locks API),
 * which the browser releases when the tab is closed or crashes, so that no heartbeat is needed.
 */
export class Tabs {
  private readonly channel: BroadcastChannel;

  constructor(subject: string) {
    this.channel = new BroadcastChannel(`waybill ${subject}`);
  }

  tell(news: News): void {
    this.channel.postMessage(news);
  }

  /** @param signal stops the subscription */
  listen(listener: (news: News) => void, signal: AbortSignal): void {
    this.channel.addEventListener('message', ({ data }) => listener(data as News), { signal });
  }

  /** This tab sends the file. @returns a function that ends it */
  hold(id: string): () => void {
    const done = new AbortController();
    const over = new Promise<void>((resolve) => done.signal.addEventListener('abort', () => resolve()));
    // If another tab sends it too, this one waits for the lock until it is done itself.
    navigator.locks?.request(lockOf(id), { signal: done.signal }, () => over).catch(() => undefined);
    return () => done.abort();
  }

  /** Resolves when no other tab sends the file, with whether one did. */
  async free(id: string, sends: () => void, signal: AbortSignal): Promise<void> {
    const { held = [] } = (await navigator.locks?.query()) ?? {};
    if (!held.some(({ name }) => name === lockOf(id))) return;
    sends();
    await navigator.locks.request(lockOf(id), { signal, mode: 'shared' }, () => undefined);
  }

  close(): void {
    this.channel.close();
  }
}
