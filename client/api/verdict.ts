import type { Call } from './call.js';
import type { Connection } from './connection.js';
import type { FileStatus, StoredFile } from './contract.js';
import { WaybillError } from './error.js';
import { idPath } from './path.js';

/** Options of waiting for a verdict. */
export interface VerdictOptions extends Call {
  /**
   * Called with the file initially, and after each change of its status.
   * @param file with its present status
   * @default nothing is called
   */
  readonly onStatus?: (file: StoredFile) => void;
  /**
   * Timeout in seconds.
   * @default 600
   */
  readonly timeoutInSeconds?: number;
}

const firstWaitMs = 250;
const growth = 1.5;
const longestWaitMs = 5_000;

/** Final states, and `held`, which waits for an administrator. */
const ended: ReadonlySet<FileStatus> = new Set(['verified', 'rejected', 'held', 'expired', 'aborted']);

/**
 * Polls until the file is verified, rejected, held, expired or aborted, and resolves with it; none of these is an
 * error.
 */
export async function waitForVerdict(
  connection: Connection,
  id: string,
  { signal, onStatus, timeoutInSeconds = 600 }: VerdictOptions = {},
): Promise<StoredFile> {
  const { clock } = connection;
  const end = clock.now() + timeoutInSeconds * 1000;
  let last: FileStatus | undefined;
  for (let waitMs = firstWaitMs; ; waitMs = Math.min(waitMs * growth, longestWaitMs)) {
    const { body: file, retryAfterSeconds = 0 } = await connection.send<StoredFile>({
      method: 'GET',
      path: idPath('files', id),
      signal,
    });
    if (file.status !== last) onStatus?.(file);
    last = file.status;
    if (ended.has(file.status)) return file;
    const pause = Math.max(waitMs, retryAfterSeconds * 1000);
    if (clock.now() + pause > end) {
      throw new WaybillError(
        'verdict-timeout',
        `No verdict within ${timeoutInSeconds} seconds; the file is ${file.status}`,
        { file },
      );
    }
    await clock.wait(pause, signal);
  }
}
