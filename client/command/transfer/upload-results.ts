import type { StoredFile } from '../../api/contract.js';

/** How far one file is. */
export type UploadResult =
  | { readonly path: string; readonly file: StoredFile }
  | { readonly path: string; readonly error: string; readonly code?: string };

/** Told of every file that is sent. */
export interface UploadReporter {
  reportStart(path: string, sizeBytes: number): void;
  reportProgress(path: string, sentBytes: number): void;
  reportResult(result: UploadResult): void;
  /** No more is told. */
  close(): void;
}

/** What stands in a line for a program, and on a terminal for a person. */
export const resultLine = (result: UploadResult): object =>
  'file' in result
    ? {
        path: result.path,
        id: result.file.id,
        status: result.file.status,
        reasons: result.file.reasons,
      }
    : { path: result.path, error: result.error, ...(result.code !== undefined && { code: result.code }) };

/** 0: stored, and not refused. 1: refused. 2: not stored. */
export function exitCodeOf(result: UploadResult): 0 | 1 | 2 {
  if ('error' in result) return result.code === undefined ? 2 : 1;
  return result.file.status === 'rejected' || result.file.status === 'held' ? 1 : 0;
}
