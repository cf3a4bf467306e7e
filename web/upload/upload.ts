import type { Client, StoredFile, Upload as Sending } from '../../client/index.js';
import { mediaTypeOf } from '../../client/transfer/media-type.js';
import { entryOf, type Entry, type Stage } from './entry.js';
import { Pulse, type Stall } from './pulse.js';
import type { Tabs } from './tabs.js';
import type { UploadQueue } from './upload-queue.js';

export interface UploadWatcher {
  /** The service has assigned an id. */
  readonly onCreated?: (id: string) => void;
  readonly onChange: (entry: Entry) => void;
}

/** One chosen file until its verdict. It continues whichever view is open; views subscribe to it. */
export class PageUpload {
  private readonly at = new Date();
  private readonly watchers = new Set<UploadWatcher>();
  private stopper = new AbortController();
  private record: StoredFile | undefined;
  private sending: Sending | undefined;
  private sentBytes = 0;
  private isPaused = false;
  private wait: Stall | undefined;
  /** S3 has stored all bytes. */
  private arrived = false;
  private now: Entry;

  /** @param metadata stored with the file */
  constructor(
    private readonly client: Client,
    private readonly tabs: Tabs,
    private readonly queue: UploadQueue,
    readonly file: File,
    readonly metadata: Readonly<Record<string, string>> = {},
  ) {
    this.now = this.entryAt({ name: 'queued' });
  }

  get entry(): Entry {
    return this.now;
  }

  /** The service's record, once it exists. */
  get stored(): StoredFile | undefined {
    return this.record;
  }

  /** @param signal stops the subscription */
  watch(watcher: UploadWatcher, signal: AbortSignal): void {
    this.watchers.add(watcher);
    signal.addEventListener('abort', () => this.watchers.delete(watcher), { once: true });
  }

  /** Sends the file, or retries after a failure; never rejects, its subscribers get every state. */
  async start(): Promise<void> {
    this.stopper = new AbortController();
    const { signal } = this.stopper;
    try {
      if (!this.arrived) await this.send(signal);
      if (this.record) {
        const options = { signal, onStatus: (file: StoredFile) => this.keep(file) };
        await this.client.waitForVerdict(this.record.id, options);
      }
    } catch (error) {
      if (!signal.aborted) this.show({ name: 'failed', error });
    }
  }

  /** Stops sending until `resume`. Keeps its place among the concurrent uploads. */
  pause(): void {
    this.isPaused = true;
    this.sending?.pause();
    this.show({ name: 'paused', sentBytes: this.sentBytes });
  }

  resume(): void {
    this.isPaused = false;
    this.sending?.resume();
    this.showSending();
  }

  /** Stops, and aborts the upload in the service. */
  async cancel(): Promise<void> {
    this.stop();
    // A record without bytes would expire anyway: a failure here does no harm.
    if (!this.arrived) await this.sending?.cancel().catch(() => undefined);
  }

  /** Stops; the upload in the service stays. */
  stop(): void {
    this.stopper.abort();
  }

  private async send(signal: AbortSignal): Promise<void> {
    this.show({ name: 'queued' });
    const stored = await this.queue.run(() => this.transfer(signal), signal);
    this.arrived = true;
    this.keep(stored);
  }

  private async transfer(signal: AbortSignal): Promise<StoredFile> {
    this.sentBytes = 0;
    this.isPaused = false;
    this.showSending();
    let release: (() => void) | undefined;
    const pulse = new Pulse((wait) => {
      this.wait = wait;
      if (!signal.aborted && !this.isPaused) this.showSending();
    });
    this.sending = this.client.upload(this.file, {
      signal,
      metadata: this.metadata,
      onCreated: (file) => {
        this.record = file;
        release = this.tabs.hold(file.id);
        this.tabs.tell({ id: file.id });
        for (const { onCreated } of this.watchers) onCreated?.(file.id);
      },
      onProgress: ({ sentBytes }) => {
        this.sentBytes = sentBytes;
        pulse.beat();
        if (signal.aborted || this.isPaused) return;
        this.showSending();
        if (this.record) this.tabs.tell({ id: this.record.id, sentBytes });
      },
    });
    try {
      return await this.sending;
    } finally {
      pulse.stop();
      release?.();
      if (this.record) this.tabs.tell({ id: this.record.id });
    }
  }

  private showSending(): void {
    this.show({ name: 'sending', sentBytes: this.sentBytes, wait: this.wait });
  }

  private keep(file: StoredFile): void {
    this.record = file;
    // The bytes are stored: until the service has noticed, `pending` would look like a step back.
    const status = file.status === 'pending' ? 'uploaded' : file.status;
    const { stage } = this.now;
    // The response to the upload may already have the verdict, which is then shown again.
    if (stage.name === 'stored' && stage.file.status === status) return;
    this.tell(entryOf({ ...file, status }));
  }

  private show(stage: Stage): void {
    this.tell(this.entryAt(stage));
  }

  private tell(entry: Entry): void {
    this.now = entry;
    for (const { onChange } of this.watchers) onChange(entry);
  }

  private entryAt(stage: Stage): Entry {
    const { name: filename, size: sizeBytes, type } = this.file;
    return { filename, sizeBytes, contentType: type || mediaTypeOf(filename), at: this.at, stage };
  }
}
