import { isWaybillError, type Client, type StoredFile } from '../../client/index.js';
import { entryOf, isMoving, type Entry } from './entry.js';
import type { Tabs } from './tabs.js';

/** Interval in which newly stored bytes are noticed. */
const noticedInSeconds = 15;

const recentMs = 120_000;

export interface Follower {
  readonly client: Client;
  readonly tabs: Tabs;
}

/**
 * Follows a listed file without a verdict: one that another tab sends, one that can be resumed, one that is being
 * checked. Never rejects: after a failure the last state stays.
 */
export async function follow(
  { client, tabs }: Follower,
  file: StoredFile,
  show: (entry: Entry) => void,
  signal: AbortSignal,
): Promise<void> {
  try {
    if (file.status !== 'pending') {
      if (isMoving(file)) show(entryOf(await client.waitForVerdict(file.id, { signal })));
      return;
    }
    let isSentElsewhere = false;
    await tabs.free(
      file.id,
      () => {
        isSentElsewhere = true;
        show(entryOf(file, { name: 'elsewhere', file }));
      },
      signal,
    );
    if (isSentElsewhere) {
      const now = await client.file(file.id, { signal });
      show(entryOf(now));
      return await follow({ client, tabs }, now, show, signal);
    }
    const unfinished = (await client.unfinished()).find(({ id }) => id === file.id);
    if (unfinished) {
      const { sentBytes } = unfinished;
      show(entryOf(file, { name: 'interrupted', file, sentBytes, unfinished }));
    }
    // One that was started long ago and elsewhere is not polled.
    if (!unfinished && Date.now() - Date.parse(file.createdAt) > recentMs) return;
    const onStatus = (now: StoredFile) => now.status !== 'pending' && show(entryOf(now));
    await client.waitForVerdict(file.id, { signal, onStatus, timeoutInSeconds: noticedInSeconds });
  } catch (error) {
    if (isWaybillError(error, 'verdict-timeout') && isMoving(error.file))
      await follow({ client, tabs }, error.file, show, signal);
  }
}
