/** Runs tasks in their order, a few at once. */
export class Queue {
  readonly #waiting: (() => void)[] = [];

  constructor(private free: number) {}

  /** @throws the reason of the abort, if it comes before the task has its turn */
  async run<Result>(signal: AbortSignal, task: () => Promise<Result>): Promise<Result> {
    if (this.free > 0) this.free -= 1;
    else await this.#turn(signal);
    try {
      signal.throwIfAborted();
      return await task();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.free += 1;
    }
  }

  /** Resolves when a task before it hands over its place. */
  #turn(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#waiting.splice(this.#waiting.indexOf(go), 1);
        reject(signal.reason as Error);
      };
      const go = () => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      signal.addEventListener('abort', leave);
      this.#waiting.push(go);
    });
  }
}
