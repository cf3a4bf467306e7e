/**
 * Defines the element `<waybill-upload>`, for pages with any framework or none. See docs/element.md.
 *
 * @module @waybill/client/element
 */

import type { Client } from '../client.js';
import { createClient } from '../create-client.js';
import { isRunning, UploadList } from '../components/upload-list.js';
import type { TrackedUpload } from '../components/tracked-upload.js';
import { splitChoice, type Chosen } from './choice.js';
import type { Notify } from './events.js';
import { FormField, isCounted } from './form-field.js';
import { Frame } from './frame.js';
import { announcement, UploadRow } from './row.js';
import { observed, UploadSettings } from './settings.js';

export type { RefusalReason, RefusedFile } from './choice.js';
export type {
  ProgressDetail,
  RefusalDetail,
  StatusDetail,
  VerifiedDetail,
  WaybillUploadEvents,
} from './events.js';
export type { UploadSettings } from './settings.js';
export type { SomeTexts, UploadTexts } from './texts.js';
export type { TrackedStatus, TrackedUpload, TrackedUploadOptions } from '../components/tracked-upload.js';

/**
 * A field for files: drop zone, button and list, with progress, verdict and what to do about it. In a form, its value
 * are the ids of the files that are verified or held.
 *
 * Importing the module defines it as `<waybill-upload>`. When it is removed from the page, uploads whose bytes are not
 * all stored are aborted.
 *
 * @example
 * import { WaybillUploadElement } from '@waybill/client/element';
 *
 * const field = document.querySelector('waybill-upload') ?? new WaybillUploadElement();
 * field.api = apiUrl;
 * field.getToken = () => session.accessToken;
 * field.addEventListener('waybill-upload', ({ detail }) => show(detail.file.id));
 */
export class WaybillUploadElement extends UploadSettings {
  /** It takes part in forms. */
  static readonly formAssociated = true;
  /** Attributes whose change it notices. */
  static readonly observedAttributes: readonly string[] = observed;

  readonly #list = new UploadList();
  readonly #rows = new Map<string, UploadRow>();
  readonly #frame = new Frame(this, (chosen) => this.#add(chosen));
  readonly #field = new FormField(this, this.attachInternals(), this.#frame.button);
  #own: { readonly api: string; readonly client: Client } | undefined;

  /** Of the page's script; in HTML it is the tag `<waybill-upload>`. */
  constructor() {
    super();
    this.adoptProperties();
    this.#list.subscribe(() => this.#show());
    this.refreshTexts();
  }

  /** Every upload in the list, oldest first. */
  get uploads(): readonly TrackedUpload[] {
    return this.#list.read();
  }

  /** The ids that the form sends: of the files that are verified or held. */
  get fileIds(): readonly string[] {
    return this.#field.ids;
  }

  /** Whether the form may send it, and if not, why. */
  get validity(): ValidityState {
    return this.#field.internals.validity;
  }

  /** Why the form may not send it; empty if it may. */
  get validationMessage(): string {
    return this.#field.internals.validationMessage;
  }

  /** Its form, by its place in the page or the attribute `form`. */
  get form(): HTMLFormElement | null {
    return this.#field.internals.form;
  }

  /**
   * Adds files as if they were chosen: by the same rules, with the same events.
   * @param files what to upload
   * @returns nothing; follow them by the events, or in `uploads`
   * @example
   * import type { WaybillUploadElement } from '@waybill/client/element';
   *
   * const [field] = document.getElementsByTagName('waybill-upload');
   * field?.add([new File(['a,b'], 'table.csv', { type: 'text/csv' })]);
   */
  add(files: Iterable<File>): void {
    this.#add({ files: [...files], folders: [] });
  }

  /**
   * Empties the list, and aborts what is not stored yet; a reset of the form does the same.
   * @returns nothing
   * @example
   * document.querySelector('waybill-upload')?.clear();
   */
  clear(): void {
    this.#frame.note([]);
    for (const upload of this.uploads) upload.abort();
    this.#list.set([]);
  }

  /**
   * As of every field of a form.
   * @returns whether the form may send it
   * @example
   * const isComplete = document.querySelector('waybill-upload')?.checkValidity();
   */
  checkValidity(): boolean {
    return this.#field.internals.checkValidity();
  }

  /**
   * As of every field of a form: shows why the form may not send it, if so.
   * @returns whether the form may send it
   * @example
   * document.querySelector('waybill-upload')?.reportValidity();
   */
  reportValidity(): boolean {
    return this.#field.internals.reportValidity();
  }

  /** @internal */
  disconnectedCallback(): void {
    // What is moved within the page is connected again at once.
    queueMicrotask(() => {
      if (!this.isConnected) this.#list.abortAll();
    });
  }

  /** @internal */
  attributeChangedCallback(): void {
    Object.assign(this.#frame.input, { accept: this.accept, multiple: this.multiple });
    this.refreshTexts();
  }

  /** @internal */
  formDisabledCallback(disabled: boolean): void {
    this.#frame.button.disabled = disabled;
  }

  /** @internal */
  formResetCallback(): void {
    this.clear();
  }

  protected override refreshTexts(): void {
    this.#frame.show(this.allTexts, this.multiple);
    for (const row of this.#rows.values()) row.showStatus(this.allTexts);
    this.#field.update(this.uploads, this.allTexts);
  }

  readonly #notify: Notify = (name, detail) =>
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));

  #add(chosen: Chosen): void {
    const { accept, maxFiles, maxSize, multiple } = this;
    try {
      this.checkSettings();
      const client = this.#clientOf();
      const [most, present] = multiple ? [maxFiles, this.uploads.filter(isCounted).length] : [1, 0];
      const { added, refused } = splitChoice(
        chosen,
        { accept, maxSize, maxFiles: most, present },
        this.allTexts,
      );
      if (!multiple && added.length > 0) this.clear();
      this.#frame.note(refused.map(({ message }) => message));
      for (const file of added) void this.#list.upload(client, file, this.options);
      if (refused.length > 0) this.#notify('waybill-refuse', { refused });
    } catch (error) {
      // The page is incomplete: its author looks at the console, its user at the page.
      this.#frame.note([String(error)]);
      reportError(error);
    }
  }

  #clientOf(): Client {
    if (this.client) return this.client;
    const { api } = this;
    if (this.#own?.api !== api) {
      const getToken = async () => (await this.getToken?.()) ?? '';
      this.#own = { api, client: createClient({ apiUrl: api, getToken }) };
    }
    return this.#own.client;
  }

  #show(): void {
    const { uploads } = this;
    const keys = new Set(uploads.map(({ key }) => key));
    for (const [key, row] of this.#rows) {
      if (!keys.has(key) && this.#rows.delete(key)) row.element.remove();
    }
    const changed = uploads.filter((upload) => this.#rowOf(upload).show(upload, this.allTexts));
    const isOther = this.#field.update(uploads, this.allTexts);
    // After all of it is shown: a listener may change the list.
    for (const upload of changed) this.#notifyStatus(upload);
    this.#notify('waybill-progress', { uploads });
    if (isOther) this.dispatchEvent(new Event('change', { bubbles: true }));
  }

  #rowOf(upload: TrackedUpload): UploadRow {
    const before = this.#rows.get(upload.key);
    if (before) return before;
    const row = new UploadRow(upload, (ended) => this.#remove(ended));
    this.#rows.set(upload.key, row);
    this.#frame.list.append(row.element);
    return row;
  }

  #notifyStatus(upload: TrackedUpload): void {
    const { file, status } = upload;
    if (!isRunning(status)) this.#frame.announce(announcement(upload, this.allTexts));
    this.#notify('waybill-status', { upload });
    if (file && status === 'verified') this.#notify('waybill-upload', { file, upload });
  }

  #remove({ key, file, status, remove }: TrackedUpload): void {
    const { nextElementSibling, previousElementSibling } = this.#rows.get(key)?.element ?? {};
    remove();
    // The focus would be lost with the button.
    const next = nextElementSibling ?? previousElementSibling;
    (next instanceof HTMLElement ? next : this.#frame.button).focus();
    if (this.deleteRemoved && status === 'verified' && file)
      this.#clientOf().delete(file.id).catch(reportError);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'waybill-upload': WaybillUploadElement;
  }
}

// Not on a server that renders pages; and only the first of two copies.
if (typeof customElements !== 'undefined' && !customElements.get('waybill-upload'))
  customElements.define('waybill-upload', WaybillUploadElement);
