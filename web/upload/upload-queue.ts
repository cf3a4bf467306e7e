/** Runs a few tasks at a time, in the order in which they came. */
export class UploadQueue {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  /** @param width how many run at once */
  constructor(private readonly width: number) {}

  /** Runs `task` when its turn comes; an abort while it waits gives up its place. */
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
