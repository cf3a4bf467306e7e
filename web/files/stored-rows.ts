import type { StoredFile } from '../../client/index.js';
import type { Surroundings } from '../frame/surroundings.js';
import { entryOf, isMoving } from '../upload/entry.js';
import type { FileList } from './file-list.js';
import type { FileRow } from './file-row.js';
import { listOptionsOf, type Filter } from './filter.js';

const rowsAtOnce = 25;

/** The rows of files that the service lists, for one filter. */
export class StoredRows {
  private readonly left = new AbortController();
  /** Files that have a row of their own making, and those that the list gave one. */
  private readonly sent = new Set<string>();
  private readonly listed = new Map<string, FileRow>();
  private older: AsyncIterator<StoredFile>;

  /** @param rowOf makes the row of a file that the list tells of */
  constructor(
    private readonly surroundings: Surroundings,
    private readonly list: FileList,
    private readonly filter: Filter,
    private readonly rowOf: (file: StoredFile) => FileRow,
  ) {
    this.older = this.begin();
  }

  get signal(): AbortSignal {
    return this.left.signal;
  }

  /** @throws as the client's list; the next call goes on where this one stopped */
  async showOlder(): Promise<void> {
    try {
      for (let added = 0; added < rowsAtOnce;) {
        const { done, value } = await this.older.next();
        if (this.left.signal.aborted) return;
        if (done) return this.list.loaded(true);
        if (this.sent.has(value.id) || this.listed.has(value.id)) continue;
        this.add(value);
        added += 1;
      }
      this.list.loaded(false);
    } catch (error) {
      if (this.left.signal.aborted) return;
      // What failed is over: the next try looks from the beginning, past what is there.
      this.older = this.begin();
      throw error;
    }
  }

  /** It has a row of its own making. The list may have told of it before the answer to its creation was here. */
  own(id: string): void {
    this.sent.add(id);
    const twin = this.listed.get(id);
    if (twin) this.list.remove(twin);
  }

  close(): void {
    this.left.abort();
  }

  private begin(): AsyncIterator<StoredFile> {
    const { signal } = this.left;
    const options = { ...listOptionsOf(this.filter, Date.now()), pageSize: rowsAtOnce, signal };
    return this.surroundings.client.list(options)[Symbol.asyncIterator]();
  }

  private add(file: StoredFile): void {
    const row = this.rowOf(file);
    this.list.addOldest(row);
    this.listed.set(file.id, row);
    row.show(entryOf(file));
    if (isMoving(file)) void this.follow(row, file);
  }

  private async follow(row: FileRow, { id }: StoredFile): Promise<void> {
    const { signal } = this.left;
    try {
      row.show(entryOf(await this.surroundings.client.waitForVerdict(id, { signal })));
    } catch {
      // It stays as it is: the next visit looks again.
    }
  }
}
