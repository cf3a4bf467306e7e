import type { Reason } from '../api/contract.js';
import type { TrackedStatus } from '../components/tracked-upload.js';

/** Every text of the element: replace some or all of them in another language. Names in braces are filled in. */
export interface UploadTexts {
  /** Beside the button, with `multiple`. The slot `label` replaces it too. */
  readonly dropFiles: string;
  /** Beside the button, without `multiple`. */
  readonly dropFile: string;
  /** The button, with `multiple`. The slot `button` replaces it too. */
  readonly chooseFiles: string;
  /** The button, without `multiple`. */
  readonly chooseFile: string;
  /** The list, for screen readers. */
  readonly uploads: string;
  /** The status of an upload. `uploading` may have `{percent}`. */
  readonly status: Readonly<Record<TrackedStatus, string>>;
  /** The button that aborts an upload. */
  readonly cancel: string;
  /** The button that starts it again. */
  readonly retry: string;
  /** The button that removes it from the list. */
  readonly remove: string;
  /** A file that `accept` does not list: `{name}`, `{accept}`. */
  readonly wrongType: string;
  /** A file with more than `max-size` bytes: `{name}`, `{size}`. */
  readonly tooLarge: string;
  /** A file beyond `max-files`: `{name}`, `{count}`. */
  readonly tooMany: string;
  /** A folder that was dropped: `{name}`. */
  readonly folder: string;
  /** A form is submitted without the file that it requires. */
  readonly missing: string;
  /** A form is submitted during an upload. */
  readonly unfinished: string;
  /** A form is submitted with a file in the list that is not stored. */
  readonly unsolved: string;
  /**
   * Why a file is rejected or held, by `code` of the reason.
   * @param reason of the file
   * @returns the text
   */
  readonly reason: (reason: Reason) => string;
  /**
   * Why an upload failed, usually by `code` of a `WaybillError`.
   * @param error of the upload
   * @returns the text
   */
  readonly error: (error: Error) => string;
}

/** Some texts: the others stay English. */
export interface SomeTexts extends Partial<Omit<UploadTexts, 'status'>> {
  /** The status of an upload. */
  readonly status?: Partial<UploadTexts['status']>;
}

export const english: UploadTexts = {
  dropFiles: 'Drop files here, or',
  dropFile: 'Drop a file here, or',
  chooseFiles: 'Choose files',
  chooseFile: 'Choose a file',
  uploads: 'Uploads',
  status: {
    waiting: 'Waiting',
    uploading: 'Uploading, {percent}',
    checking: 'Checking',
    verified: 'Verified',
    rejected: 'Rejected',
    held: 'Waiting for a review',
    failed: 'Failed',
    expired: 'Expired',
    aborted: 'Cancelled',
  },
  cancel: 'Cancel',
  retry: 'Retry',
  remove: 'Remove',
  wrongType: '{name} was not added: choose one of {accept}.',
  tooLarge: '{name} was not added: it is larger than {size}.',
  tooMany: '{name} was not added: choose at most {count}.',
  folder: '{name} was not added: it is a folder.',
  missing: 'Choose a file.',
  unfinished: 'Wait until every file is uploaded and checked.',
  unsolved: 'Remove or retry the files that are not stored.',
  reason: ({ message, advice }) => `${message.charAt(0).toUpperCase()}${message.slice(1)}. ${advice}`,
  error: (error) => ('detail' in error ? String(error.detail) : error.message),
};

/** Fills in the names in braces; a name without a value stays as it is. */
export const fillIn = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (gap, name: string) => values[name] ?? gap);
