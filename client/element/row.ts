import { canRetry, isRunning } from '../components/upload-list.js';
import type { TrackedUpload } from '../components/tracked-upload.js';
import { make } from './make.js';
import { fillIn, type UploadTexts } from './texts.js';

/** An upload in the list, with what can be done about it. */
export class UploadRow {
  readonly element = make('li', '', { tabIndex: -1 });
  readonly #status = make('span', 'status');
  readonly #progress = make('progress', 'progress', { max: 1 });
  readonly #reasons = make('div', 'reasons');
  readonly #cancel = this.#button('cancel', () => this.upload.abort());
  readonly #retry = this.#button('retry', () => void this.upload.retry());
  readonly #remove: HTMLButtonElement;
  #shown: TrackedUpload | undefined;

  /** @param onRemove of an upload that has ended */
  constructor(
    public upload: TrackedUpload,
    onRemove: (upload: TrackedUpload) => void,
  ) {
    this.#remove = this.#button('remove', () => onRemove(this.upload));
    this.#progress.ariaLabel = this.upload.name;
    this.element.append(
      make('bdi', 'name', {}, upload.name),
      this.#status,
      make('span', 'actions', {}, this.#cancel, this.#retry, this.#remove),
      this.#progress,
      this.#reasons,
    );
  }

  /** @returns whether the status is another than before */
  show(upload: TrackedUpload, texts: UploadTexts): boolean {
    const isChanged = this.#shown?.status !== upload.status;
    this.#shown = this.upload = upload;
    const { status, progress } = upload;
    const percent = progress.toLocaleString(undefined, { style: 'percent' });
    this.#status.textContent = fillIn(texts.status[status], { percent });
    this.#progress.value = progress;
    if (isChanged) this.showStatus(texts);
    return isChanged;
  }

  /** What depends on the status alone, and on the language. */
  showStatus(texts: UploadTexts): void {
    const { name, status } = this.upload;
    const hadFocus = this.element.matches(':focus-within');
    this.element.setAttribute('part', `upload ${status}`);
    this.#progress.hidden = status !== 'uploading';
    this.#cancel.hidden = status !== 'waiting' && status !== 'uploading';
    this.#retry.hidden = !canRetry(status);
    this.#remove.hidden = isRunning(status);
    for (const [button, text] of [
      [this.#cancel, texts.cancel],
      [this.#retry, texts.retry],
      [this.#remove, texts.remove],
    ] as const) {
      button.textContent = text;
      button.ariaLabel = `${text}: ${name}`;
    }
    this.#reasons.replaceChildren(
      ...reasonsOf(this.upload, texts).map((text) => make('p', 'reason', {}, text)),
    );
    // A button that is hidden loses the focus to the document.
    if (hadFocus) this.element.focus();
  }

  #button(part: string, act: () => void): HTMLButtonElement {
    return make('button', `action ${part}`, { type: 'button', onclick: act });
  }
}

/** The status and its reasons in one text, for screen readers. */
export const announcement = (upload: TrackedUpload, texts: UploadTexts): string =>
  [`${upload.name}: ${texts.status[upload.status]}`, ...reasonsOf(upload, texts)].join('. ');

const reasonsOf = ({ file, error }: TrackedUpload, texts: UploadTexts): readonly string[] =>
  error ? [texts.error(error)] : (file?.reasons ?? []).map((reason) => texts.reason(reason));
