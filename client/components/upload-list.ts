import type { StoredFile } from '../api/contract.js';
import type { WaybillError } from '../api/error.js';
import type { Client } from '../client.js';
import type { Upload } from '../transfer/upload.js';
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
  upload(
    client: Client,
    file: File,
    { verdictTimeoutInSeconds: timeoutInSeconds = 600, ...options }: TrackedUploadOptions = {},
  ): Promise<TrackedUpload> {
    const key = String((this.#count += 1));
    const run = async (before?: TrackedUpload, stored?: StoredFile): Promise<TrackedUpload> => {
      const stop = new AbortController();
      let latest: TrackedUpload = {
        ...{ key, name: file.name, status: 'waiting', progress: 0, file: stored, error: undefined },
        abort: () => stop.abort(),
        retry: async () =>
          // After an error of the check, its result is all that is missing.
          canRetry(latest.status) ? run(latest, latest.error && stored) : latest,
        remove: () => isRunning(latest.status) || this.#replace(latest),
      };
      const change = (changes: Partial<TrackedUpload>) =>
        this.#replace(latest, (latest = { ...latest, ...changes }));
      if (before) this.#replace(before, latest);
      else this.set([...this.read(), latest]);
      try {
        stored ??= await this.#queue.run(stop.signal, () => {
          change({ status: 'uploading' });
          const upload = client.upload(file, {
            ...options,
            onCreated: (created) => change({ file: created }),
            onProgress: ({ sentBytes, sizeBytes }) =>
              change({ progress: sizeBytes && sentBytes / sizeBytes }),
          });
          return cancelOnAbort(upload, stop.signal, async () => latest.file && client.delete(latest.file.id));
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
    };
    return run();
  }

  /** Those whose bytes are not all stored. */
  readonly abortAll = (): void => {
    for (const upload of this.read()) upload.abort();
  };

  /** Removes those that have ended from the list. */
  readonly clear = (): void => this.set(this.read().filter(({ status }) => isRunning(status)));

  #replace(before: TrackedUpload, ...after: readonly TrackedUpload[]): void {
    this.set(this.read().flatMap((each) => (each === before ? after : each)));
  }
}

/** Of `TrackedStatus`, those that are not final. */
export const isRunning = (status: TrackedStatus): boolean => status.endsWith('ing');

/** Whether the same file may be verified another time. */
export const canRetry = (status: TrackedStatus): boolean =>
  status === 'failed' || status === 'aborted' || status === 'expired';

/** The upload, which `stop` cancels in the service too. @param remove deletes the file, if the last byte was faster */
async function cancelOnAbort(
  upload: Upload,
  stop: AbortSignal,
  remove: () => Promise<unknown>,
): Promise<StoredFile> {
  const cancel = () =>
    void upload
      .cancel()
      .catch(({ code }: Partial<WaybillError>) => code === 'upload-finished' && remove())
      // If this request is lost, the upload expires in the service.
      .catch(() => undefined);
  stop.addEventListener('abort', cancel);
  try {
    return await upload;
  } finally {
    stop.removeEventListener('abort', cancel);
  }
}
