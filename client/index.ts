export type { Call } from './call.js';
export { createClient, type Client, type ClientOptions } from './client.js';
export type { Checksum } from './checksum.js';
export type { ContentOptions } from './content.js';
export type {
  ApiErrorCode,
  CreatedShare,
  Disposition,
  FileChanges,
  FilePage,
  FileStatus,
  Grant,
  Limits,
  ReadUrl,
  ReadUrlItem,
  Reason,
  Share,
  StoredFile,
  Subject,
} from './contract.js';
export {
  isWaybillError,
  WaybillError,
  type FieldError,
  type TransportErrorCode,
  type WaybillErrorCode,
} from './error.js';
export type { ChangeOptions } from './file-change.js';
export type { ListOptions, PageOptions } from './list.js';
export { mediaTypeOf } from './media-type.js';
export type { Sharing, ShareOptions } from './sharing.js';
export type { ResumeStore, Unfinished } from './resume-store.js';
export type { Upload, UploadOptions, UploadProgress } from './upload.js';
export type { UnfinishedUpload } from './unfinished.js';
export type { VerdictOptions } from './verdict.js';
