const quietMs = 6_000;

/** Why nothing moves: this machine knows that it is offline, or no byte got through for a while. */
export type Stall = 'offline' | 'quiet';

/** Notices while something is sent that nothing moves, and that it does again. */
export class Pulse {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly stopped = new AbortController();
  private now: Stall | undefined;

  /** @param changed is called when there is another reason, or none any more */
  constructor(private readonly changed: (wait: Stall | undefined) => void) {
    const { signal } = this.stopped;
    addEventListener('offline', () => this.set('offline'), { signal });
    addEventListener('online', () => this.beat(), { signal });
    this.beat();
  }

  /** Something moved. */
  beat(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.set('quiet'), quietMs);
    this.set(navigator.onLine === false ? 'offline' : undefined);
  }

  stop(): void {
    clearTimeout(this.timer);
    this.stopped.abort();
  }

  private set(wait: Stall | undefined): void {
    const next = wait && navigator.onLine === false ? 'offline' : wait;
    if (next === this.now) return;
    this.now = next;
    this.changed(next);
  }
}
