import { setTimeout as pause } from 'node:timers/promises';

/**
 * Polls until there is a result. The system works in the background: this waits for it, without simulated time.
 *
 * @param what for the message of a timeout
 * @param probe undefined while there is no result
 */
export async function until<T>(
  what: string,
  probe: () => Promise<T | undefined>,
  withinMs = 20_000,
): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const found = await probe();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`${what}: not within ${String(withinMs)} ms`);
    await pause(50);
  }
}
