import { expiryOf, type FileRecord } from '../file/file.js';

/**
 * What a record waits for, where it waits for anything.
 * - `upload`: its bytes, or the end of its time
 * - `joining`: S3, to join its parts
 * - `verdict`: its check, which was asked for
 * - `retention`: the end of the time that it is kept
 * - `removal`: its bytes to go; it is deleted
 * - `tombstone`: its own end
 */
export type Wait = 'upload' | 'joining' | 'verdict' | 'retention' | 'removal' | 'tombstone';

/**
 * What a file waits for, and since when: the index of what waits is made from it. How long is too long is the sweep's
 * to say, so that another grace holds for all records at once.
 * @returns undefined for a file that waits for nobody, or for a person: held files stand in a list of their own
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

/** Whether a deleted file's record still names something that is stored for it. */
const hasBytes = ({ version, parts }: FileRecord): boolean => version !== undefined || parts !== undefined;

const later = (one: Date, other?: Date): Date => (other && other > one ? other : one);
