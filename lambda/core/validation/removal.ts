import type { FileRecord } from '../file/file.js';
import type { Validation, ValidationPorts } from './validation.js';

/**
 * Removes the version of a file that was just rejected. It is tagged after the update, and a verified version before
 * it, so that of two concurrent checks the losing one leaves no wrong tag.
 */
export async function removeRejected(
  { store }: Pick<ValidationPorts, 'store'>,
  { key }: FileRecord,
  versionId: string,
): Promise<void> {
  await store.tag(key, versionId, 'rejected');
  await store.removeVersion(key, versionId);
}

/** For a record that has a verdict for this or another version: removes a version that must never be readable. */
export async function removeUnpinned(
  { store }: Pick<ValidationPorts, 'store'>,
  file: FileRecord,
  versionId: string,
): Promise<Validation> {
  const pinned = file.version?.versionId === versionId;
  switch (file.status) {
    case 'pending':
    case 'completing':
      throw new Error(`file ${file.id} still awaits its bytes: try again`);
    case 'uploaded':
    case 'held':
    case 'verified':
      if (pinned) return { outcome: 'duplicate', file };
      break;
    case 'rejected':
    case 'expired':
    case 'aborted':
    case 'deleted':
      break;
  }
  // For a pinned version this finishes a removal that a crash interrupted.
  await store.removeVersion(file.key, versionId);
  return { outcome: pinned ? 'duplicate' : 'late-version', file };
}
