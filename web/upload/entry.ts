import type { StoredFile, UnfinishedUpload } from '../../client/index.js';
import type { Stall } from './pulse.js';

/** The state of one file. A closed union: a view shows exactly one of these. */
export type Stage =
  | { readonly name: 'queued' }
  | { readonly name: 'sending'; readonly sentBytes: number; readonly wait?: Stall | undefined }
  | { readonly name: 'paused'; readonly sentBytes: number }
  /** Another tab of this browser sends it. */
  | { readonly name: 'elsewhere'; readonly file: StoredFile; readonly sentBytes?: number | undefined }
  /** It was started in this browser and interrupted: choosing the same file again resumes it. */
  | {
      readonly name: 'interrupted';
      readonly file: StoredFile;
      readonly sentBytes: number;
      readonly unfinished: UnfinishedUpload;
    }
  /** It is stored; `file.status` has the rest. */
  | { readonly name: 'stored'; readonly file: StoredFile }
  | { readonly name: 'failed'; readonly error: unknown };

/** A file of an upload of this page, or from the service's list. */
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

/** The service's record, for an entry from the list. */
export const fileOf = ({ stage }: Entry): StoredFile | undefined =>
  'file' in stage ? stage.file : undefined;

/** Has a verdict, or waits for an administrator: it does not change any more on its own. */
export function hasEnded({ stage }: Entry): boolean {
  return stage.name === 'stored' && !isMoving(stage.file);
}

/** Its bytes are stored, but it has no verdict. */
export function isMoving({ status }: StoredFile): boolean {
  return status === 'uploaded' || status === 'completing';
}
