import type { FileRecord } from './file.js';

/** What an owner's files count for: all of them, and those still on their way. */
export interface Usage {
  readonly files: number;
  readonly bytes: number;
  readonly pendingFiles: number;
}

/** Limits for each owner. @default none, for each that is left out */
export interface Quota {
  readonly maxFiles?: number;
  readonly maxBytes?: number;
  readonly maxPendingUploads?: number;
}

const nothing: Usage = { files: 0, bytes: 0, pendingFiles: 0 };

/** What one file counts for, by its state: reserved bytes until it is decided, real ones after. */
export function usageOf(file: FileRecord): Usage {
  switch (file.status) {
    case 'pending':
    case 'completing':
    case 'uploaded':
    case 'held':
      return { files: 1, bytes: file.reservedBytes, pendingFiles: 1 };
    case 'verified':
      return { files: 1, bytes: file.sizeBytes, pendingFiles: 0 };
    case 'rejected':
    case 'expired':
    case 'aborted':
    case 'deleted':
      return nothing;
  }
}

/** What an owner's usage must be moved by when a file changes; undefined where it stays. */
export function usageChange(before: FileRecord, after: FileRecord): Usage | undefined {
  const [was, is] = [usageOf(before), usageOf(after)];
  const change: Usage = {
    files: is.files - was.files,
    bytes: is.bytes - was.bytes,
    pendingFiles: is.pendingFiles - was.pendingFiles,
  };
  return Object.values(change).some((amount) => amount !== 0) ? change : undefined;
}
