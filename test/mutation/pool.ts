import { fork, type ChildProcess } from 'node:child_process';

/** Processes that answer one message at a time. One that does not answer in time is ended, and replaced. */
export class Pool {
  readonly #idle: ChildProcess[] = [];

  /** @returns the answer, or undefined where the process crashed or took longer than it may */
  async ask<Answer>(message: object, limitMs: number): Promise<Answer | undefined> {
    const worker = this.#idle.pop() ?? start();
    const answer = await askOne<Answer>(worker, message, limitMs);
    if (answer !== undefined) this.#idle.push(worker);
    return answer;
  }

  /** Asks each process that has answered before. */
  async askEach<Answer>(message: object, limitMs: number): Promise<(Answer | undefined)[]> {
    return Promise.all(this.#idle.map((worker) => askOne<Answer>(worker, message, limitMs)));
  }

  close(): void {
    for (const worker of this.#idle) worker.disconnect();
  }
}

/** Asks a process that has run nothing before. */
export async function askNew<Answer>(message: object, limitMs: number): Promise<Answer | undefined> {
  const worker = start();
  try {
    return await askOne<Answer>(worker, message, limitMs);
  } finally {
    worker.kill('SIGKILL');
  }
}

async function askOne<Answer>(
  worker: ChildProcess,
  message: object,
  limitMs: number,
): Promise<Answer | undefined> {
  const answer = await new Promise<Answer | undefined>((resolve) => {
    const timer = setTimeout(() => worker.kill('SIGKILL'), limitMs);
    worker.once('message', (value) => resolve(value as Answer));
    worker.once('exit', () => resolve(undefined));
    worker.once('message', () => clearTimeout(timer));
    worker.send(message);
  });
  worker.removeAllListeners();
  return answer;
}

const start = () =>
  fork(new URL('worker.ts', import.meta.url), {
    // What code logs when it is changed is no news.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    execArgv: [...process.execArgv, '--experimental-vm-modules', '--no-warnings'],
  });
