/**
 * The typed client, for browsers, Node.js and wherever there are `fetch` and `Blob`. See docs/client.md.
 *
 * @module @waybill/client
 */

export type { Call } from './api/call.js';
export type { Client, ClientOptions } from './client.js';
export { createClient } from './create-client.js';
export type { Checksum, DeclaredChecksum } from './transfer/checksum.js';
export type { ContentOptions, ContentUrlsOptions } from './api/content.js';
export type {
  ApiErrorCode,
  ApiErrorStatus,
  CheckState,
  CreatedShare,
  Disposition,
  FileChanges,
  FileChecks,
  FilePage,
  FileStatus,
  FileWarning,
  Grant,
  Limits,
  ListedStatus,
  ReadableItem,
  ReadUrl,
  ReadUrlItem,
  Reason,
  RefusedItem,
  Share,
  ShareLimits,
  StoredFile,
  Grantee,
} from './api/contract.js';
export {
  isWaybillError,
  WaybillError,
  type FieldError,
  type NetworkErrorFacts,
  type StorageErrorFacts,
  type TimeoutErrorFacts,
  type TransportErrorCode,
  type TransportErrorStatus,
  type WaybillErrorClass,
  type WaybillErrorCode,
  type WaybillErrorFacts,
  type WaybillErrorOptions,
  type WaybillErrorStatus,
  type WaybillFailure,
} from './api/error.js';
export type { ChangeOptions } from './api/file-change.js';
export type { ListOptions, PageOptions } from './api/list.js';
export type { Sharing, ShareOptions } from './api/sharing.js';
export type { ResumeStore, Unfinished, UnfinishedFile } from './transfer/resume-store.js';
export type { Upload } from './transfer/upload.js';
export type {
  ByteStream,
  NamedUploadOptions,
  StreamUploadOptions,
  UploadOptions,
  UploadProgress,
} from './transfer/upload-options.js';
export type { UnfinishedUpload } from './transfer/unfinished.js';
export type { VerdictOptions } from './api/verdict.js';
