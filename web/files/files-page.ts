import type { Limits, StoredFile } from '../../client/index.js';
import { announceToScreenReaders } from '../dom/announcer.js';
import { element, write } from '../dom/element.js';
import { addressOf } from '../frame/route.js';
import { Thumbnails } from '../media/thumbnail.js';
import type { Surroundings, ViewPage } from '../frame/surroundings.js';
import { failureOf } from '../failure/failure.js';
import type { PageUpload } from '../upload/upload.js';
import { localByteSize } from '../words/byte-size.js';
import { figure } from '../words/figure.js';
import { kindsOf } from '../words/type-name.js';
import { words } from '../words/words.js';
import type { Action } from './action-bar.js';
import { fileActor, uploadActor, type Shown } from './actors.js';
import { dropZone } from './drop-zone.js';
import { FileListView } from './file-list.js';
import { FileRow } from './file-row.js';
import { everything, queryOf, type Filter } from './filter.js';
import { filterBar } from './filter-bar.js';
import { emptyNote, failedNote } from './list-notes.js';
import type { Resume } from './missing-notice.js';
import { StoredRows } from './stored-rows.js';

const ownActions = ['download', 'share', 'rename', 'delete'] as const;
const othersActions = ['download'] as const;

/** One user's files: uploads, verdicts, and actions. */
export class FilesPage implements ViewPage {
  private readonly thumbnails: Thumbnails;
  private readonly list = new FileListView(() => void this.showOlder());
  private readonly zone = dropZone({
    take: (files) => this.take(files),
    turnDown: (reason) => this.tell(reason),
  });
  private readonly message = element('p', { className: 'message', role: 'alert' });
  private readonly filters = element('div', {});
  private rows: StoredRows;
  private limits: Limits | undefined;
  readonly element: HTMLElement;

  constructor(
    private readonly surroundings: Surroundings,
    private filter: Filter,
  ) {
    const { title, lede } = words().files;
    this.thumbnails = new Thumbnails(surroundings.urls);
    this.rows = this.begin();
    this.element = element(
      'main',
      { className: 'files' },
      element('h1', { tabIndex: -1 }, title),
      element('p', { className: 'lede' }, lede),
      this.zone.element,
      this.message,
      this.filters,
      this.list.element,
    );
  }

  async open(): Promise<void> {
    this.showFilters();
    await Promise.all([this.showLimits(), this.showOlder()]);
  }

  close(): void {
    this.rows.close();
    this.thumbnails.stop();
  }

  private begin(): StoredRows {
    this.list.begin(emptyNote(this.filter, () => this.showAll()));
    const { whose } = this.filter;
    const own = whose === 'mine' ? ownActions : othersActions;
    const rows: StoredRows = new StoredRows(this.surroundings, this.list, this.filter, (file) =>
      this.storedRow(file, own, () => rows.current(file)),
    );
    this.rows = rows;
    if (whose === 'mine') for (const upload of this.surroundings.uploads.underWay()) this.showUpload(upload);
    return rows;
  }

  private narrow(filter: Filter): void {
    this.rows.close();
    this.filter = filter;
    // The same view with another filter: no entry in the history for each change.
    history.replaceState(null, '', addressOf('files', queryOf(filter)));
    this.begin();
    void this.showOlder();
  }

  private showAll(whose = this.filter.whose): void {
    this.narrow({ ...everything, whose });
    this.showFilters();
  }

  private showFilters(): void {
    const bar = filterBar(
      this.filter,
      (filter) => this.narrow(filter),
      (layout) => this.list.lay(layout),
    );
    this.filters.replaceChildren(bar);
  }

  private async showLimits(): Promise<void> {
    try {
      this.limits = await this.surroundings.client.limits({ signal: this.rows.signal });
      const { allowedTypes, maxSizeBytes } = this.limits;
      write(this.zone.hint, words().drop.limits(kindsOf(allowedTypes), localByteSize(maxSizeBytes)));
    } catch {
      // The list has the same failure and shows it.
    }
  }

  private async showOlder(): Promise<void> {
    this.list.showLoading();
    try {
      await this.rows.showOlder();
    } catch (error) {
      const again = () => void this.showOlder();
      this.list.showFailure(failedNote(error, again, this.surroundings.signIn));
      if (failureOf(error).needs === 'online')
        addEventListener('online', again, { once: true, signal: this.rows.signal });
    }
  }

  private storedRow(file: StoredFile, own: readonly Action[], now: () => StoredFile): FileRow {
    const row = this.row(file.filename, own, (action) => void act(action, now()));
    const act = fileActor(this.surroundings, this.shown(row));
    return row;
  }

  private take(files: readonly File[]): void {
    this.tell('');
    if (this.filter.whose !== 'mine') this.showAll('mine');
    if (files.length > 1) announceToScreenReaders(words().said.uploading(figure(files.length)));
    for (const file of files) this.showUpload(this.surroundings.uploads.send(file));
  }

  private showUpload(upload: PageUpload): void {
    const row = this.row(upload.file.name, ownActions, (action) => act(action));
    const act = uploadActor(this.surroundings, upload, this.shown(row));
    const { rows } = this;
    upload.watch({ onCreated: (id) => rows.claim(id), onChange: (entry) => row.show(entry) }, rows.signal);
    this.list.addNewest(row);
    if (upload.stored) rows.claim(upload.stored.id);
    row.show(upload.entry);
  }

  private row(filename: string, own: readonly Action[], act: (action: Action) => void): FileRow {
    const resume: Resume = ({ id, metadata }, file) => {
      this.rows.claim(id);
      this.showUpload(this.surroundings.uploads.send(file, metadata));
    };
    const limits = () => this.limits;
    return new FileRow(filename, { thumbnails: this.thumbnails, limits, resume, own, act });
  }

  private shown(row: FileRow): Shown {
    return {
      show: (entry) => row.show(entry),
      remove: () => this.list.remove(row),
      tell: (text) => this.tell(text),
    };
  }

  private tell(text: string): void {
    write(this.message, text);
  }
}
