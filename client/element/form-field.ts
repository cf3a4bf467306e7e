import type { TrackedUpload } from '../components/tracked-upload.js';
import { isRunning } from '../components/upload-list.js';
import type { UploadSettings } from './settings.js';
import type { UploadTexts } from './texts.js';

/** Whether the file is stored, and was not refused. */
const isKept = ({ status }: TrackedUpload): boolean => status === 'verified' || status === 'held';

/** Whether it counts against `max-files`. */
export const isCounted = (upload: TrackedUpload): boolean => isKept(upload) || isRunning(upload.status);

/** The element's part in a form: HTML Standard 4.13.7, "element internals". */
export class FormField {
  #ids: readonly string[] = [];

  /** @param anchor where a browser shows what is wrong */
  constructor(
    private readonly host: UploadSettings,
    readonly internals: ElementInternals,
    private readonly anchor: HTMLElement,
  ) {
    // With a role, screen readers say the name that its label gives.
    internals.role = 'group';
  }

  get ids(): readonly string[] {
    return this.#ids;
  }

  /** @returns whether the ids are others than before */
  update(uploads: readonly TrackedUpload[], texts: UploadTexts): boolean {
    const before = this.#ids;
    this.#ids = uploads.filter(isKept).flatMap(({ file }) => file?.id ?? []);
    const { name } = this.host;
    const data = new FormData();
    for (const id of this.#ids) data.append(name, id);
    this.internals.setFormValue(name ? data : null);
    this.#judge(uploads, texts);
    return this.#ids.join() !== before.join();
  }

  #judge(uploads: readonly TrackedUpload[], texts: UploadTexts): void {
    const { required } = this.host;
    const [flags, message]: [ValidityStateFlags, string] = uploads.some(({ status }) => isRunning(status))
      ? [{ customError: true }, texts.unfinished]
      : uploads.some((upload) => !isKept(upload))
        ? [{ badInput: true }, texts.unsolved]
        : required && uploads.length === 0
          ? [{ valueMissing: true }, texts.missing]
          : [{}, ''];
    this.internals.setValidity(flags, message, this.anchor);
  }
}
