/** Where an upload can be held up, let go on, and stopped. */
export class Gate {
  private run = new AbortController();
  private isPaused = false;
  private opened = Promise.resolve();
  private open: () => void = () => undefined;
  private stopped: { readonly reason: unknown } | undefined;

  /** Cuts what is under way. */
  pause(): void {
    if (this.isPaused) return;
    this.isPaused = true;
    this.opened = new Promise((resolve) => (this.open = resolve));
    this.run.abort();
  }

  resume(): void {
    if (!this.isPaused || this.stopped) return;
    this.isPaused = false;
    this.run = new AbortController();
    this.open();
  }

  /** For good: every step rejects with the reason. */
  stop(reason: unknown): void {
    this.stopped ??= { reason };
    this.run.abort(reason);
    this.open();
  }

  /** Takes a step, from its beginning again where a pause cut it. The step must bear being repeated. */
  async runStep<T>(step: (signal: AbortSignal) => Promise<T>): Promise<T> {
    for (;;) {
      await this.opened;
      if (this.stopped) throw this.stopped.reason;
      const { signal } = this.run;
      try {
        return await step(signal);
      } catch (error) {
        if (!signal.aborted) throw error;
      }
    }
  }
}
