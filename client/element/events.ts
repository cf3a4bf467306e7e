import type { StoredFile } from '../api/contract.js';
import type { TrackedUpload } from '../components/tracked-upload.js';
import type { RefusedFile } from './choice.js';

/** Of `waybill-upload`. */
export interface VerifiedDetail {
  /** The file as the service knows it: its `id` is what the page keeps. */
  readonly file: StoredFile;
  /** Its upload. */
  readonly upload: TrackedUpload;
}

/** Of `waybill-status`. */
export interface StatusDetail {
  /** The upload with its new `status`. */
  readonly upload: TrackedUpload;
}

/** Of `waybill-progress`. */
export interface ProgressDetail {
  /** The list as it is now. */
  readonly uploads: readonly TrackedUpload[];
}

/** Of `waybill-refuse`. */
export interface RefusalDetail {
  /** What was not added, and why. */
  readonly refused: readonly RefusedFile[];
}

/** Events of `<waybill-upload>`, which bubble; and `change`, as of every field of a form. */
export interface WaybillUploadEvents {
  /** A file is verified. */
  'waybill-upload': CustomEvent<VerifiedDetail>;
  /** An upload has another status. */
  'waybill-status': CustomEvent<StatusDetail>;
  /** Something in the list has changed: a status, the progress, an upload that was added or removed. */
  'waybill-progress': CustomEvent<ProgressDetail>;
  /** Files were not added. */
  'waybill-refuse': CustomEvent<RefusalDetail>;
}

declare global {
  interface HTMLElementEventMap {
    'waybill-upload': WaybillUploadEvents['waybill-upload'];
    'waybill-status': WaybillUploadEvents['waybill-status'];
    'waybill-progress': WaybillUploadEvents['waybill-progress'];
    'waybill-refuse': WaybillUploadEvents['waybill-refuse'];
  }
}

/** Typed, so that a name and its detail belong together. */
export type Notify = <Name extends keyof WaybillUploadEvents>(
  name: Name,
  detail: WaybillUploadEvents[Name]['detail'],
) => void;
