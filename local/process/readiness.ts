import { setTimeout as pause } from 'node:timers/promises';
import { StartFailure } from './start-failure.js';

const pauseMs = 100;

/**
 * Waits until each address responds with 200.
 *
 * @throws StartFailure if one does not before the deadline, with its last response
 */
export async function untilReady(
  urls: readonly string[],
  signal?: AbortSignal,
  deadlineMs = 20_000,
): Promise<void> {
  const deadline = AbortSignal.timeout(deadlineMs);
  const both = signal ? AbortSignal.any([deadline, signal]) : deadline;
  await Promise.all(
    urls.map(async (url) => {
      let last = 'nothing';
      for (;;) {
        try {
          const answer = await fetch(url, { signal: both });
          if (answer.status === 200) return;
          last = `${String(answer.status)} ${(await answer.text()).slice(0, 200)}`;
          await pause(pauseMs, undefined, { signal: both });
        } catch (error) {
          if (signal?.aborted) throw error;
          if (!deadline.aborted) {
            last = reasonOf(error as Error);
            await pause(pauseMs);
            continue;
          }
          throw new StartFailure(
            `${url} was to answer 200 and answered: ${last}.`,
            "The functions' own words are in the engine's log beside cdk.log.",
            { cause: error },
          );
        }
      }
    }),
  );
}

/** `fetch failed` has no information; its cause has. */
function reasonOf(error: Error): string {
  return error.cause instanceof Error ? error.cause.message : error.message;
}
