import { isWaybillError, type StoredFile } from '../../client/index.js';
import type { Surroundings } from '../frame/surroundings.js';
import { entryOf } from '../upload/entry.js';
import { follow } from '../upload/pending.js';
import type { News } from '../upload/tabs.js';
import type { FileListView } from './file-list.js';
import type { FileRow } from './file-row.js';
import { listOptionsOf, queryOf, type Filter } from './filter.js';

const rowsAtOnce = 25;

interface Listed {
  readonly row: FileRow;
  /** As last seen. */
  file: StoredFile;
}

/** The rows of the service's list, for one filter. */
export class StoredRows {
  private readonly left = new AbortController();
  /** Files with a row of an upload, and those from the list. */
  private readonly sent = new Set<string>();
  private readonly listed = new Map<string, Listed>();
  private older: AsyncIterator<StoredFile>;

  /** @param rowOf creates the row of a file from the list */
  constructor(
    private readonly surroundings: Surroundings,
    private readonly list: FileListView,
    private readonly filter: Filter,
    private readonly rowOf: (file: StoredFile) => FileRow,
  ) {
    this.older = this.begin();
    const { signal } = this;
    surroundings.tabs.listen((news) => void this.take(news), signal);
    // Changes in the background.
    addEventListener('visibilitychange', () => void this.look(), { signal });
    addEventListener('online', () => void this.look(), { signal });
  }

  get signal(): AbortSignal {
    return this.left.signal;
  }

  /** @throws as the client's list; the next call continues there */
  async showOlder(): Promise<void> {
    try {
      for (let added = 0; added < rowsAtOnce;) {
        const { done, value } = await this.older.next();
        if (this.left.signal.aborted) return;
        if (done) return this.list.showLoaded(true);
        if (this.sent.has(value.id) || this.listed.has(value.id)) continue;
        this.add(value);
        added += 1;
      }
      this.list.showLoaded(false);
    } catch (error) {
      if (this.left.signal.aborted) return;
      // After a failure the next try starts from the beginning, and skips known files.
      this.older = this.begin();
      throw error;
    }
  }

  /** It has the row of its upload. The list may contain it before the response to its creation. */
  claim(id: string): void {
    this.sent.add(id);
    const twin = this.listed.get(id);
    if (twin) this.remove(twin);
  }

  /** The file as last seen. */
  current(file: StoredFile): StoredFile {
    return this.listed.get(file.id)?.file ?? file;
  }

  close(): void {
    this.left.abort();
  }

  /** Another tab has a message about a file. */
  private async take({ id, sentBytes }: News): Promise<void> {
    const known = this.listed.get(id);
    if (this.sent.has(id)) return;
    if (known && sentBytes !== undefined) {
      const { file, row } = known;
      return row.show(entryOf(file, { name: 'elsewhere', file, sentBytes }));
    }
    // A new file belongs at the top of an unfiltered list.
    if (!known && (sentBytes !== undefined || Object.keys(queryOf(this.filter)).length > 0)) return;
    const { signal } = this;
    try {
      this.put(await this.surroundings.client.file(id, { signal }));
    } catch (error) {
      if (known && isWaybillError(error, 'file-not-found')) this.remove(known);
    }
  }

  /** Reloads the newest files: adds new ones, removes deleted ones, updates the others. */
  private async look(): Promise<void> {
    if (document.visibilityState === 'hidden') return;
    const { signal } = this;
    try {
      const options = { ...listOptionsOf(this.filter, Date.now()), limit: rowsAtOnce, signal };
      const { items, nextCursor } = await this.surroundings.client.listPage(options);
      const ids = new Set(items.map(({ id }) => id));
      // Ids are UUIDv7: they sort by creation time.
      const oldest = nextCursor === null ? '' : (items.at(-1)?.id ?? '');
      for (const [id, listed] of this.listed) if (id >= oldest && !ids.has(id)) this.remove(listed);
      for (const file of [...items].reverse()) this.put(file);
    } catch {
      // The next refresh may find it.
    }
  }

  private put(file: StoredFile): void {
    if (this.signal.aborted || this.sent.has(file.id)) return;
    const known = this.listed.get(file.id);
    if (!known) return this.add(file, true);
    if (
      known.file.revision === file.revision &&
      known.file.status === file.status &&
      file.status !== 'pending'
    )
      return;
    known.file = file;
    this.show(known);
  }

  private remove({ row, file }: Listed): void {
    this.listed.delete(file.id);
    this.list.remove(row);
  }

  private begin(): AsyncIterator<StoredFile> {
    const { signal } = this.left;
    const options = { ...listOptionsOf(this.filter, Date.now()), pageSize: rowsAtOnce, signal };
    return this.surroundings.client.list(options)[Symbol.asyncIterator]();
  }

  private add(file: StoredFile, isNewest = false): void {
    const listed = { file, row: this.rowOf(file) };
    if (isNewest) this.list.addNewest(listed.row);
    else this.list.addOldest(listed.row);
    this.listed.set(file.id, listed);
    this.show(listed);
  }

  private show(listed: Listed): void {
    const { row, file } = listed;
    // While another tab sends it, the lock is more accurate.
    if (file.status !== 'pending' || !row.isShown) row.show(entryOf(file));
    void follow(this.surroundings, file, (entry) => row.show(entry), this.signal);
  }
}
