import { setTimeout as pause } from 'node:timers/promises';

/**
 * Asks until there is an answer. The system works meanwhile: this waits for it, it does not make time pass.
 *
 * @param what for the message of a wait in vain
 * @param probe undefined while there is no answer yet
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
