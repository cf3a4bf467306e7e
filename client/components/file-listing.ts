import type { StoredFile } from '../api/contract.js';
import type { ListOptions } from '../api/list.js';
import type { Client } from '../client.js';
import { Observable } from './observable.js';

/** Which files `useFiles` lists, and how many at once. */
export type ListFilter = Omit<ListOptions, 'signal'>;

/** The pages of a list so far. */
export interface ListedFiles {
  /** Newest first; those of before while `refresh` or `more` is loading, or after it failed. */
  readonly files: readonly StoredFile[];
  /** `loading` a page, `ready`, or `failed` with an `error`. */
  readonly status: 'loading' | 'ready' | 'failed';
  /** Why the last page failed, usually a `WaybillError`; otherwise `undefined`. */
  readonly error: Error | undefined;
  /** Whether there are files after these. */
  readonly hasMore: boolean;
}

/** A list of files, page by page. */
export class FileListing extends Observable<ListedFiles> {
  #cursor: string | undefined;
  #loading: AbortController | undefined;

  constructor(
    private readonly client: Client,
    private readonly filter: ListFilter,
  ) {
    super({ files: [], status: 'loading', error: undefined, hasMore: false });
  }

  /** Loads the first page again; it replaces the files when it is there. */
  readonly refresh = (): void => {
    this.stop();
    void this.#load(undefined, []);
  };

  /** The next page; nothing while another is loading, or after the last. */
  readonly more = (): void => {
    if (!this.#loading && this.#cursor !== undefined) void this.#load(this.#cursor, this.read().files);
  };

  /** Of what is loading, nothing is notified any more. */
  stop(): void {
    this.#loading?.abort();
    this.#loading = undefined;
  }

  async #load(cursor: string | undefined, before: readonly StoredFile[]): Promise<void> {
    const loading = (this.#loading = new AbortController());
    this.set({ ...this.read(), status: 'loading', error: undefined });
    try {
      const page = await this.client.listPage({ ...this.filter, cursor, signal: loading.signal });
      if (loading.signal.aborted) return;
      this.#cursor = page.nextCursor ?? undefined;
      this.#end({ files: [...before, ...page.items], status: 'ready' });
    } catch (error) {
      if (!loading.signal.aborted) this.#end({ status: 'failed', error: error as Error });
    }
  }

  #end(changes: Partial<ListedFiles>): void {
    this.#loading = undefined;
    this.set({ ...this.read(), ...changes, hasMore: this.#cursor !== undefined });
  }
}
