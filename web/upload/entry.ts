import type { StoredFile } from '../../client/index.js';

/** How far one file is. A closed union: whatever shows it shows exactly one of these. */
export type Stage =
  | { readonly name: 'queued' }
  | { readonly name: 'sending' | 'paused'; readonly sentBytes: number }
  /** The service has it; `file.status` tells the rest. */
  | { readonly name: 'stored'; readonly file: StoredFile }
  | { readonly name: 'failed'; readonly error: unknown };

/** A file of this page's own making, or one that the service listed. */
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

/** A verdict, or one that waits for an administrator: nothing moves any more by itself. */
export function hasEnded({ stage }: Entry): boolean {
  return stage.name === 'stored' && !isMoving(stage.file);
}

/** Its bytes are there and its verdict is not. */
export function isMoving({ status }: StoredFile): boolean {
  return status === 'uploaded' || status === 'completing';
}
