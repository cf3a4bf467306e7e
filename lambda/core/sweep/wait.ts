import { expiryOf, type FileRecord } from '../file/file.js';

/**
 * What a record waits for.
 * - `upload`: its bytes, or its expiry
 * - `joining`: S3, to join its parts
 * - `verdict`: its check
 * - `retention`: the end of its retention
 * - `removal`: the removal of its bytes; it is deleted
 * - `tombstone`: the end of the time that its tombstone is kept
 */
export type Wait = 'upload' | 'joining' | 'verdict' | 'retention' | 'removal' | 'tombstone';

/**
 * What a file waits for, and since when, for the index of waiting files. The sweep decides how long is too long, so
 * that a changed grace period applies to all records at once.
 * @returns undefined for a file that waits for nothing, or for an administrator: held files have an index of their own
 */
export function waitOf(file: FileRecord): { wait: Wait; since: Date } | undefined {
  const { status, swept, createdAt, keepUntil } = file;
  switch (status) {
    case 'pending':
      return swept ? { wait: 'verdict', since: swept.at } : { wait: 'upload', since: file.uploadExpiresAt };
    case 'completing':
      return { wait: 'joining', since: swept?.at ?? createdAt };
    case 'uploaded':
      return { wait: 'verdict', since: later(file.uploadedAt ?? createdAt, swept?.at) };
    case 'held':
      return undefined;
    case 'verified':
    case 'rejected': {
      const since = expiryOf(file);
      return since && { wait: 'retention', since };
    }
    case 'deleted':
      if (hasBytes(file)) return { wait: 'removal', since: createdAt };
      return keepUntil && { wait: 'tombstone', since: keepUntil };
    case 'expired':
    case 'aborted':
      return keepUntil && { wait: 'tombstone', since: later(keepUntil, swept?.at) };
  }
}

/** Whether the record of a deleted file still names a stored version. */
const hasBytes = ({ version, parts }: FileRecord): boolean => version !== undefined || parts !== undefined;

const later = (one: Date, other?: Date): Date => (other && other > one ? other : one);
