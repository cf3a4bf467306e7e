export { createClient, type Call, type Client, type ClientOptions } from './client.js';
export type { ContentOptions } from './content.js';
export {
  WaybillError,
  type ApiErrorCode,
  type FieldError,
  type TransportErrorCode,
  type WaybillErrorCode,
} from './error.js';
export type { FileStatus, Limits, ReadUrl, Reason, StoredFile } from './file.js';
export type { ListOptions } from './list.js';
export { mediaTypeOf } from './media-type.js';
export type { ResumeStore, Unfinished } from './resume-store.js';
export type { Upload, UploadOptions, UploadProgress } from './upload.js';
export type { VerdictOptions } from './verdict.js';
