/** Pauses, resumes and aborts the steps of an upload. */
export class Gate {
  private run = new AbortController();
  private isPaused = false;
  private opened = Promise.resolve();
  private open: () => void = () => undefined;
  private stopped: { readonly reason: unknown } | undefined;

  /** Aborts the current step. */
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

  /** Permanently: every step rejects with the reason. */
  stop(reason: unknown): void {
    this.stopped ??= { reason };
    this.run.abort(reason);
    this.open();
  }

  /** Runs a step, and repeats it if a pause aborted it. The step must be idempotent. */
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
