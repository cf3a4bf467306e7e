export type { Call } from './api/call.js';
export { createClient, type Client, type ClientOptions } from './client.js';
export type { Checksum } from './transfer/checksum.js';
export type { ContentOptions } from './api/content.js';
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
} from './api/contract.js';
export {
  isWaybillError,
  WaybillError,
  type FieldError,
  type TransportErrorCode,
  type WaybillErrorCode,
} from './api/error.js';
export type { ChangeOptions } from './api/file-change.js';
export type { ListOptions, PageOptions } from './api/list.js';
export type { Sharing, ShareOptions } from './api/sharing.js';
export type { ResumeStore, Unfinished } from './transfer/resume-store.js';
export type { Upload, UploadOptions, UploadProgress } from './transfer/upload.js';
export type { UnfinishedUpload } from './transfer/unfinished.js';
export type { VerdictOptions } from './api/verdict.js';
