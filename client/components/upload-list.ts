import type { StoredFile } from '../api/contract.js';
import type { WaybillError } from '../api/error.js';
import type { Client } from '../client.js';
import type { UploadOptions } from '../transfer/upload-options.js';
import { Observable } from './observable.js';
import { Queue } from './queue.js';
import type { TrackedStatus, TrackedUpload, TrackedUploadOptions } from './tracked-upload.js';

/** Each sends up to six parts at once. */
const concurrentFiles = 3;

/** Uploads and their verdicts, newest last. */
export class UploadList extends Observable<readonly TrackedUpload[]> {
  readonly #queue = new Queue(concurrentFiles);
  #count = 0;

  constructor() {
    super([]);
  }

  /** Never rejects: failures are in the result. */
  async upload(
    client: Client,
    file: File,
    { verdictTimeoutInSeconds: timeoutInSeconds = 600, ...options }: TrackedUploadOptions = {},
  ): Promise<TrackedUpload> {
    const stop = new AbortController();
    const entry = { key: String((this.#count += 1)), name: file.name, abort: () => stop.abort() };
    let latest: TrackedUpload = { ...entry, ...blank };
    const change = (changes: Partial<TrackedUpload>) => {
      const { key } = entry;
      latest = { ...latest, ...changes };
      this.set(this.read().map((each) => (each.key === key ? latest : each)));
    };
    this.set([...this.read(), latest]);
    try {
      const stored = await this.#queue.run(stop.signal, () => {
        change({ status: 'uploading' });
        return send(client, file, stop.signal, {
          ...options,
          onCreated: (created) => change({ file: created }),
          onProgress: ({ sentBytes, sizeBytes }) => change({ progress: sizeBytes && sentBytes / sizeBytes }),
        });
      });
      change({ status: 'checking', progress: 1, file: stored });
      const checked = await client.waitForVerdict(stored.id, { timeoutInSeconds });
      // `waitForVerdict` resolves with a final status, or `held`.
      change({ status: checked.status as TrackedStatus, file: checked });
    } catch (error) {
      const isAborted = latest.status !== 'checking' && (stop.signal.aborted || options.signal?.aborted);
      change(isAborted ? { status: 'aborted' } : { status: 'failed', error: error as Error });
    }
    return latest;
  }

  /** Those whose bytes are not all stored. */
  readonly abortAll = (): void => {
    for (const upload of this.read()) upload.abort();
  };

  /** Removes those that have ended from the list. */
  readonly clear = (): void => this.set(this.read().filter(({ status }) => isRunning(status)));
}

const blank = { status: 'waiting', progress: 0, file: undefined, error: undefined } as const;

const runningStatuses: readonly TrackedStatus[] = ['waiting', 'uploading', 'checking'];

export const isRunning = (status: TrackedStatus): boolean => runningStatuses.includes(status);

/** An upload that `stop` cancels in the service too. */
async function send(
  client: Client,
  file: File,
  stop: AbortSignal,
  { onCreated, ...options }: UploadOptions,
): Promise<StoredFile> {
  let id: string | undefined;
  const upload = client.upload(file, {
    ...options,
    onCreated: (created) => {
      ({ id } = created);
      onCreated?.(created);
    },
  });
  const cancel = () =>
    void upload
      .cancel()
      .catch(async ({ code }: Partial<WaybillError>) => {
        // The last byte was faster.
        if (code === 'upload-finished' && id !== undefined) await client.delete(id);
      })
      // If this request is lost, the upload expires in the service.
      .catch(() => undefined);
  stop.addEventListener('abort', cancel);
  try {
    return await upload;
  } finally {
    stop.removeEventListener('abort', cancel);
  }
}
