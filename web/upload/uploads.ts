import type { Client } from '../../client/index.js';
import { announceToScreenReaders } from '../dom/announcer.js';
import { failureOf, type Need } from '../failure/failure.js';
import { refusalOf } from '../failure/refusal.js';
import { words } from '../words/words.js';
import { hasEnded, type Entry } from './entry.js';
import type { Tabs } from './tabs.js';
import { PageUpload } from './upload.js';
import { UploadQueue } from './upload-queue.js';

const filesAtOnce = 3;

/** All uploads of one user, across all views. */
export class Uploads {
  private readonly queue = new UploadQueue(filesAtOnce);
  private readonly all = new Set<PageUpload>();
  private readonly left = new AbortController();

  constructor(
    private readonly client: Client,
    private readonly tabs: Tabs,
  ) {
    const { signal } = this.left;
    // Leaving now would interrupt uploads.
    addEventListener('beforeunload', (event) => this.isSending() && event.preventDefault(), { signal });
    addEventListener('offline', () => this.isSending() && announceToScreenReaders(words().said.offline), {
      signal,
    });
    addEventListener('online', () => this.retry('online'), { signal });
  }

  /** Starts sending. */
  send(file: File, metadata: Readonly<Record<string, string>> = {}): PageUpload {
    const upload = new PageUpload(this.client, this.tabs, this.queue, file, metadata);
    this.all.add(upload);
    upload.watch({ onChange: announceEnd }, this.left.signal);
    void upload.start();
    return upload;
  }

  /** Running and failed uploads, oldest first; the service lists those with a verdict. */
  underWay(): readonly PageUpload[] {
    for (const upload of this.all) if (hasEnded(upload.entry)) this.all.delete(upload);
    return [...this.all];
  }

  /** Retries what failed because of this condition. */
  retry(need: Need): void {
    for (const upload of this.all) {
      const { stage } = upload.entry;
      if (stage.name === 'failed' && failureOf(stage.error).needs === need) void upload.start();
    }
  }

  /** Aborts it in the client and in the service. */
  drop(upload: PageUpload): void {
    void upload.cancel();
    this.all.delete(upload);
  }

  /** Stops every transfer and every wait. */
  close(): void {
    for (const upload of this.all) upload.stop();
    this.left.abort();
  }

  private isSending(): boolean {
    return this.underWay().some(({ entry }) => ['queued', 'sending', 'paused'].includes(entry.stage.name));
  }
}

function announceEnd({ filename, stage }: Entry): void {
  const { said } = words();
  if (stage.name === 'failed')
    return announceToScreenReaders(said.failed(filename, failureOf(stage.error).title));
  if (stage.name !== 'stored') return;
  if (stage.file.status === 'verified') announceToScreenReaders(said.verified(filename));
  if (stage.file.status === 'rejected')
    announceToScreenReaders(said.refused(filename, refusalOf(stage.file).title));
}
