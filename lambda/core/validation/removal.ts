import type { FileRecord } from '../file/file.js';
import type { Validation, ValidationPorts } from './validation.js';

/**
 * Takes away the version of a file that has just been rejected. Its tag comes after the move, and that of a verified
 * version before it, so that of two who judge at once the one that loses leaves no tag that the other's end forbids.
 */
export async function removeRejected(
  { store }: Pick<ValidationPorts, 'store'>,
  { key }: FileRecord,
  versionId: string,
): Promise<void> {
  await store.tag(key, versionId, 'rejected');
  await store.removeVersion(key, versionId);
}

/** For a record that is decided, with this version or another: removes a version that no reader may ever see. */
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
  // For a pinned version this finishes a removal that a crash cut short.
  await store.removeVersion(file.key, versionId);
  return { outcome: pinned ? 'duplicate' : 'late-version', file };
}
