/** Runs a limited number of tasks at a time, in order. */
export class UploadQueue {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  /** @param width maximum of concurrent tasks */
  constructor(private readonly width: number) {}

  /** Runs `task` in its turn; an abort while it waits removes it. */
  async run<T>(task: () => Promise<T>, signal: AbortSignal): Promise<T> {
    await this.turn(signal);
    try {
      return await task();
    } finally {
      this.running -= 1;
      this.waiting.shift()?.();
    }
  }

  private turn(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const start = () => {
        signal.removeEventListener('abort', leave);
        this.running += 1;
        resolve();
      };
      const leave = () => {
        this.waiting.splice(this.waiting.indexOf(start), 1);
        reject(signal.reason as Error);
      };
      if (this.running < this.width) return start();
      this.waiting.push(start);
      signal.addEventListener('abort', leave, { once: true });
    });
  }
}
