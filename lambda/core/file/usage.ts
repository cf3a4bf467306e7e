import type { FileRecord } from './file.js';

/** An owner's usage: all files, and pending uploads. */
export interface Usage {
  readonly files: number;
  readonly bytes: number;
  readonly pendingFiles: number;
}

/** Quotas of each owner. @default none, for each omitted field */
export interface Quota {
  readonly maxFiles?: number;
  readonly maxBytes?: number;
  readonly maxPendingUploads?: number;
}

const nothing: Usage = { files: 0, bytes: 0, pendingFiles: 0 };

/** What one file counts for, by its status: the declared bytes until the verdict, the stored ones after it. */
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

/** The difference in its owner's usage when a file changes; undefined for none. */
export function usageChange(before: FileRecord, after: FileRecord): Usage | undefined {
  const [was, is] = [usageOf(before), usageOf(after)];
  const change: Usage = {
    files: is.files - was.files,
    bytes: is.bytes - was.bytes,
    pendingFiles: is.pendingFiles - was.pendingFiles,
  };
  return Object.values(change).some((amount) => amount !== 0) ? change : undefined;
}
