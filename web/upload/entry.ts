import type { StoredFile, UnfinishedUpload } from '../../client/index.js';
import type { Stall } from './pulse.js';

/** How far one file is. A closed union: whatever shows it shows exactly one of these. */
export type Stage =
  | { readonly name: 'queued' }
  | { readonly name: 'sending'; readonly sentBytes: number; readonly wait?: Stall | undefined }
  | { readonly name: 'paused'; readonly sentBytes: number }
  /** Another tab of this browser sends it. */
  | { readonly name: 'elsewhere'; readonly file: StoredFile; readonly sentBytes?: number | undefined }
  /** It was begun in this browser and left: the same file, chosen again, goes on. */
  | {
      readonly name: 'interrupted';
      readonly file: StoredFile;
      readonly sentBytes: number;
      readonly unfinished: UnfinishedUpload;
    }
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

export function entryOf(file: StoredFile, stage: Stage = { name: 'stored', file }): Entry {
  const { filename, sizeBytes, contentType, createdAt } = file;
  return { filename, sizeBytes, contentType, at: new Date(createdAt), stage };
}

/** What the service has, where the entry is one that it listed. */
export const fileOf = ({ stage }: Entry): StoredFile | undefined =>
  'file' in stage ? stage.file : undefined;

/** A verdict, or one that waits for an administrator: nothing moves any more by itself. */
export function hasEnded({ stage }: Entry): boolean {
  return stage.name === 'stored' && !isMoving(stage.file);
}

/** Its bytes are there and its verdict is not. */
export function isMoving({ status }: StoredFile): boolean {
  return status === 'uploaded' || status === 'completing';
}
