import type { Call } from './call.js';
import type { Connection } from './connection.js';
import type { FileStatus, StoredFile } from './contract.js';
import { WaybillError } from './error.js';
import { idPath } from './path.js';

/** How a verdict is awaited. */
export interface VerdictOptions extends Call {
  /**
   * Called with the file as it is first seen, and after each change of its status.
   * @param file as it is then
   * @default nothing is called
   */
  readonly onStatus?: (file: StoredFile) => void;
  /**
   * Seconds to wait at most.
   * @default 600
   */
  readonly timeoutInSeconds?: number;
}

const firstWaitMs = 250;
const growth = 1.5;
const longestWaitMs = 5_000;

/** States that a file stays in by itself; a held one until an administrator decides. */
const ended: ReadonlySet<FileStatus> = new Set(['verified', 'rejected', 'held', 'expired', 'aborted']);

/** Resolves with the file once its way has ended: verified, rejected, held, expired, aborted; none of them is an error. */
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
