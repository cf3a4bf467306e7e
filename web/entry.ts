import type { StoredFile } from '../client/index.js';

/** How far one file is. A closed union: each row shows exactly one of these. */
export type Stage =
  | { readonly name: 'queued' }
  | { readonly name: 'sending' | 'paused'; readonly sentBytes: number }
  /** The service has it; `file.status` tells the rest. */
  | { readonly name: 'stored'; readonly file: StoredFile }
  | { readonly name: 'failed'; readonly error: unknown };

/** One row of the page: a file of this page's own making, or one that the service listed. */
export interface Entry {
  readonly filename: string;
  readonly sizeBytes: number;
  readonly contentType: string;
  readonly at: Date;
  readonly stage: Stage;
}

export function entryOf(file: StoredFile): Entry {
  const { filename, sizeBytes, contentType, createdAt } = file;
  return { filename, sizeBytes, contentType, at: new Date(createdAt), stage: { name: 'stored', file } };
}
