const quietMs = 6_000;

/** Why there is no progress: the machine is offline, or no byte was sent for a while. */
export type Stall = 'offline' | 'quiet';

/** Detects when sending stalls, and when it continues. */
export class Pulse {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly stopped = new AbortController();
  private now: Stall | undefined;

  /** @param onChange called when the reason changes */
  constructor(private readonly onChange: (wait: Stall | undefined) => void) {
    const { signal } = this.stopped;
    addEventListener('offline', () => this.set('offline'), { signal });
    addEventListener('online', () => this.beat(), { signal });
    this.beat();
  }

  /** There was progress. */
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
    this.onChange(next);
  }
}
