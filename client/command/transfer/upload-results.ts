import type { StoredFile } from '../../api/contract.js';

/** Progress of one file. */
export type UploadResult =
  | { readonly path: string; readonly file: StoredFile }
  | { readonly path: string; readonly error: string; readonly code?: string };

/** Called for every file. */
export interface UploadReporter {
  /** @param sizeBytes `undefined` if it is not known yet */
  reportStart(path: string, sizeBytes: number | undefined): void;
  reportProgress(path: string, sentBytes: number): void;
  reportResult(result: UploadResult): void;
  /** Called after the last one. */
  close(): void;
}

/** The fields of a line for programs, and the text for people. */
export const resultLine = (result: UploadResult): object =>
  'file' in result
    ? {
        path: result.path,
        id: result.file.id,
        status: result.file.status,
        reasons: result.file.reasons,
      }
    : { path: result.path, error: result.error, ...(result.code !== undefined && { code: result.code }) };

/** 0: stored, and not rejected. 1: rejected. 2: not stored. */
export function exitCodeOf(result: UploadResult): 0 | 1 | 2 {
  if ('error' in result) return result.code === undefined ? 2 : 1;
  return result.file.status === 'rejected' || result.file.status === 'held' ? 1 : 0;
}
