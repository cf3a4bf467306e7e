/**
 * The uploader for Uppy 6. See docs/uppy.md.
 *
 * @module @waybill/client/uppy
 */

import { BasePlugin, EventManager, type PluginOpts, type Uppy } from '@uppy/core';
import {
  filterFilesToEmitUploadStarted,
  filterFilesToUpload,
  TaskQueue,
  type Body,
  type LocalUppyFile,
  type Meta,
} from '@uppy/core/utils';
import type { Client } from './client.js';
import type { StoredFile } from './api/contract.js';

/** Options of the plug-in. */
export interface WaybillUploaderOptions extends PluginOpts {
  /** Uploads the files: of `createClient`. */
  readonly client: Client;
  /**
   * Fields of a file's `meta` that are stored with it; values up to 512 characters.
   * @default none
   */
  readonly allowedMetaFields?: readonly string[];
  /**
   * Concurrent files; a large one sends several parts at once.
   * @default 3
   */
  readonly limit?: number;
  /**
   * Timeout in seconds for each verdict.
   * @default 600
   */
  readonly verdictTimeoutInSeconds?: number;
}

/** Uppy's data of an uploaded file: `file.response.body`. */
export interface WaybillUploaderBody extends Body {
  /** Of the file at the API. */
  readonly id: string;
}

/**
 * Uploads to Waybill in Uppy 6: in one PUT or in parts, with pause, resume, retry, and resume after a reload when the
 * file is chosen again. The content check is shown as postprocessing; a rejected file fails with the reason. It is the module's default export too, as Uppy's own plug-ins are.
 *
 * @typeParam M a file's `meta` in Uppy
 * @typeParam B a file's `response.body` in Uppy
 * @example
 * import Uppy from '@uppy/core';
 * import Dashboard from '@uppy/dashboard';
 * import WaybillUploader from '@waybill/client/uppy';
 *
 * new Uppy().use(Dashboard, { inline: true, target: '#files' }).use(WaybillUploader, { client });
 */
export class WaybillUploader<M extends Meta, B extends Body> extends BasePlugin<
  WaybillUploaderOptions,
  M,
  B
> {
  readonly #queue: TaskQueue;

  /**
   * Created by `uppy.use`.
   * @param uppy to which the plug-in belongs
   * @param options of the plug-in
   */
  constructor(uppy: Uppy<M, B>, options: WaybillUploaderOptions) {
    super(uppy, options);
    this.type = 'uploader';
    this.id = options.id ?? 'Waybill';
    this.defaultLocale = { strings: { checkingContent: 'Checking the content…' } };
    this.i18nInit();
    this.#queue = new TaskQueue({ concurrency: options.limit ?? 3 });
  }

  /** Registers the uploader: called by `uppy.use`. */
  override install(): void {
    this.#tellResumable(true);
    this.uppy.addUploader(this.#upload);
    this.uppy.addPostProcessor(this.#check);
    this.uppy.on('cancel-all', this.#forget);
  }

  /** Removes the uploader, and forgets the files that wait: called by `uppy.removePlugin`. */
  override uninstall(): void {
    this.#tellResumable(false);
    this.uppy.removeUploader(this.#upload);
    this.uppy.removePostProcessor(this.#check);
    this.uppy.off('cancel-all', this.#forget);
    this.#forget();
  }

  readonly #forget = (): void => this.#queue.clear();

  /** Enables Uppy's buttons for pause and resume. */
  #tellResumable(resumableUploads: boolean): void {
    const { capabilities } = this.uppy.getState();
    this.uppy.setState({ capabilities: { ...capabilities, resumableUploads } });
  }

  readonly #upload = async (ids: string[]): Promise<void> => {
    const files = filterFilesToUpload(this.uppy.getFilesByIds(ids));
    this.uppy.emit('upload-start', filterFilesToEmitUploadStarted(files));
    await Promise.allSettled(
      files.map(({ id }) =>
        this.#queue.add(async () => {
          // It may have been removed while it waited.
          const file = this.uppy.getFile(id) as LocalUppyFile<M, B> | undefined;
          if (file) await this.#send(file);
        }),
      ),
    );
  };

  async #send(file: LocalUppyFile<M, B>): Promise<void> {
    const { client } = this.opts;
    const { uploadStarted } = file.progress;
    const upload = client.upload(file.data as Blob, {
      filename: file.name,
      contentType: file.type,
      metadata: this.#metadata(file),
      onProgress: ({ sentBytes, sizeBytes }) => {
        this.uppy.emit('upload-progress', this.uppy.getFile(file.id), {
          uploadStarted: uploadStarted ?? Date.now(),
          bytesUploaded: sentBytes,
          bytesTotal: sizeBytes,
        });
      },
    });
    const events = new EventManager(this.uppy);
    let isCancelled = false;
    const cancel = () => {
      isCancelled = true;
      // If this request is lost, the upload expires in the service.
      upload.cancel().catch((error: unknown) => this.uppy.log(error, 'warning'));
    };
    const hold = (isPaused: boolean) => (isPaused ? upload.pause() : upload.resume());
    events.onFileRemove(file.id, cancel);
    events.onCancelAll(file.id, cancel);
    events.onFilePause(file.id, hold);
    events.onPauseAll(file.id, () => hold(true));
    events.onResumeAll(file.id, () => hold(false));
    try {
      const { id } = await upload;
      const body = { id } satisfies WaybillUploaderBody as unknown as B;
      this.uppy.emit('upload-success', this.uppy.getFile(file.id), { status: 200, body });
    } catch (error) {
      if (!isCancelled) this.uppy.emit('upload-error', this.uppy.getFile(file.id), error as Error);
    } finally {
      events.remove();
    }
  }

  #metadata({ meta }: LocalUppyFile<M, B>): Record<string, string> {
    const values: Record<string, unknown> = meta;
    const fields = (this.opts.allowedMetaFields ?? []).filter(
      (field) => Object.hasOwn(values, field) && (values[field] ?? '') !== '',
    );
    return Object.fromEntries(fields.map((field) => [field, String(values[field])]));
  }

  /** Waits for the verdict of each stored file. */
  readonly #check = async (ids: string[]): Promise<void> => {
    await Promise.all(ids.map((id) => this.#checkOne(id)));
  };

  async #checkOne(uppyId: string): Promise<void> {
    const stored = this.uppy.getFile(uppyId)?.response?.body as WaybillUploaderBody | undefined;
    if (!stored) return;
    const message = this.i18n('checkingContent');
    this.uppy.emit('postprocess-progress', this.uppy.getFile(uppyId), { mode: 'indeterminate', message });
    try {
      const timeoutInSeconds = this.opts.verdictTimeoutInSeconds ?? 600;
      const file = await this.opts.client.waitForVerdict(stored.id, { timeoutInSeconds });
      if (file.status !== 'verified') throw new Error(refusalOf(file));
    } catch (error) {
      // It may have been removed in between.
      const file = this.uppy.getFile(uppyId) as LocalUppyFile<M, B> | undefined;
      if (file) this.uppy.emit('upload-error', file, error as Error);
    }
    this.uppy.emit('postprocess-complete', this.uppy.getFile(uppyId));
  }
}

export default WaybillUploader;

function refusalOf({ status, reasons }: StoredFile): string {
  if (reasons.length === 0) return `The file is ${status}.`;
  return reasons.map(({ message, advice }) => `${message}. ${advice}`.trim()).join(' ');
}
