import type { Client, Limits, StoredFile } from '../client/index.js';
import { announce } from './announcer.js';
import { byteSize } from './byte-size.js';
import { confirmDeletion } from './confirm-deletion.js';
import { dropZone } from './drop-zone.js';
import { element } from './element.js';
import { entryOf, type Entry } from './entry.js';
import { failureOf } from './failure.js';
import { FileList } from './file-list.js';
import { FileRow, type Action } from './file-row.js';
import { refusalOf } from './refusal.js';
import { Thumbnails } from './thumbnail.js';
import { kindsOf } from './type-name.js';
import { Upload } from './upload.js';
import { UploadQueue } from './upload-queue.js';

const filesAtOnce = 3;
const rowsAtOnce = 25;

/** One subject's files: what comes in, what was decided about it, and what may be done with it. */
export class FilesPage {
  private readonly thumbnails: Thumbnails;
  private readonly queue = new UploadQueue(filesAtOnce);
  private readonly list = new FileList(() => void this.showOlder());
  /** Files that have a row of their own making, and those that the list gave one. */
  private readonly sent = new Set<string>();
  private readonly listed = new Map<string, FileRow>();
  private readonly left = new AbortController();
  private readonly older: AsyncIterator<StoredFile>;
  private readonly zone = dropZone(
    (files) => this.take(files),
    (reason) => this.tell(reason),
  );
  private readonly message = element('p', { className: 'message', role: 'alert' });
  private limits: Limits | undefined;
  readonly element: HTMLElement;

  constructor(private readonly client: Client) {
    this.thumbnails = new Thumbnails(client);
    this.older = client.list({ pageSize: rowsAtOnce, signal: this.left.signal })[Symbol.asyncIterator]();
    this.element = element(
      'main',
      { className: 'files' },
      element('h1', { tabIndex: -1 }, 'Your files'),
      element(
        'p',
        { className: 'lede' },
        'They go straight to storage. Only what passes the check can ever be read.',
      ),
      this.zone.element,
      this.message,
      this.list.element,
    );
  }

  async open(): Promise<void> {
    await Promise.all([this.showLimits(), this.showOlder()]);
  }

  /** Stops every transfer and every wait. */
  close(): void {
    this.left.abort();
  }

  private async showLimits(): Promise<void> {
    try {
      this.limits = await this.client.limits({ signal: this.left.signal });
      const { allowedTypes, maxSizeBytes } = this.limits;
      this.zone.hint.textContent = `${kindsOf(allowedTypes)}, up to ${byteSize(maxSizeBytes)} each`;
    } catch {
      // The list meets the same trouble and tells it.
    }
  }

  private async showOlder(): Promise<void> {
    try {
      for (let added = 0; added < rowsAtOnce;) {
        const { done, value } = await this.older.next();
        if (done) return this.list.loaded(true);
        if (this.sent.has(value.id)) continue;
        this.addStored(value);
        added += 1;
      }
      this.list.loaded(false);
    } catch (error) {
      if (!this.left.signal.aborted) this.tell(sentence(error));
    }
  }

  private addStored(file: StoredFile): void {
    const row = this.row(file.filename, (action) => void this.act(action, row, file));
    this.list.addOldest(row);
    this.listed.set(file.id, row);
    row.show(entryOf(file));
    if (file.status === 'uploaded' || file.status === 'completing') void this.follow(row, file);
  }

  private async follow(row: FileRow, file: StoredFile): Promise<void> {
    try {
      row.show(entryOf(await this.client.waitForVerdict(file.id, { signal: this.left.signal })));
    } catch {
      // It stays as it is: the next visit looks again.
    }
  }

  private take(files: readonly File[]): void {
    this.tell('');
    if (files.length > 1) announce(`Uploading ${files.length} files`);
    for (const file of files) this.send(file);
  }

  private send(file: File): void {
    const upload = new Upload(this.client, this.queue, file, {
      created: (id) => this.own(id),
      changed: (entry) => {
        row.show(entry);
        announceEnd(entry);
      },
    });
    const row = this.row(file.name, (action) => {
      if (action === 'again') return void upload.start();
      if (action === 'pause') return upload.pause();
      if (action === 'resume') return upload.resume();
      if (action === 'cancel' || action === 'dismiss') {
        void upload.cancel();
        return this.list.remove(row);
      }
      if (upload.stored) void this.act(action, row, upload.stored, () => upload.stop());
    });
    this.list.addNewest(row);
    this.left.signal.addEventListener('abort', () => upload.stop(), { once: true });
    void upload.start();
  }

  /** The list may have told of a file before the answer to its creation was here. */
  private own(id: string): void {
    this.sent.add(id);
    const twin = this.listed.get(id);
    if (twin) this.list.remove(twin);
  }

  private row(filename: string, act: (action: Action) => void): FileRow {
    return new FileRow(filename, { thumbnails: this.thumbnails, limits: () => this.limits, act });
  }

  /** @param unfollow stops waiting for a verdict that nobody needs any more */
  private async act(action: Action, row: FileRow, file: StoredFile, unfollow?: () => void): Promise<void> {
    this.tell('');
    try {
      if (action === 'download') return await this.download(file);
      if (action !== 'delete' || !(await confirmDeletion(file.filename))) return;
      unfollow?.();
      await this.client.delete(file.id);
      this.list.remove(row);
      announce(`${file.filename} is deleted`);
    } catch (error) {
      this.tell(sentence(error));
    }
  }

  private async download({ id, filename }: StoredFile): Promise<void> {
    const { url } = await this.client.contentUrl(id);
    element('a', { href: url, download: filename }).click();
  }

  private tell(text: string): void {
    this.message.textContent = text;
  }
}

function announceEnd({ filename, stage }: Entry): void {
  if (stage.name === 'failed') return announce(`${filename}: ${failureOf(stage.error).title}`);
  if (stage.name !== 'stored') return;
  if (stage.file.status === 'verified') announce(`${filename} is verified`);
  if (stage.file.status === 'rejected') announce(`${filename} was refused. ${refusalOf(stage.file).title}`);
}

function sentence(error: unknown): string {
  const { title, advice } = failureOf(error);
  return `${title}. ${advice}`;
}
