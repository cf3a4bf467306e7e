import type { FileRecord } from './file.js';
import { ownFileOrTombstone, type FileReader } from './own-file.js';
import { Problem } from './problem.js';

export interface DeleteFilePorts {
  readonly now: () => Date;
  readonly files: FileReader & {
    /**
     * Turns the record, as it was read, into a tombstone that is kept until `keepUntil`, without name or metadata.
     * @returns false where the record has changed since
     */
    bury(file: FileRecord, keepUntil: Date): Promise<boolean>;
  };
  readonly removeVersion: (key: string, versionId: string) => Promise<void>;
}

/** A tombstone outlives the last signed write for its key, so that late bytes are known for what they are. */
const tombstoneSeconds = 24 * 60 * 60;

/** How often a delete looks again when the record changes under it (an upload that is being verified changes twice). */
const attempts = 4;

/**
 * Deletes a file for good: readers are refused from the first line on, and the stored version is gone at the end.
 * May be repeated: a delete that died half-way is finished by the next one.
 */
export async function deleteFile(ports: DeleteFilePorts, owner: string, id: string): Promise<FileRecord> {
  const { now, files, removeVersion } = ports;
  for (let attempt = 0; attempt < attempts; attempt++) {
    const file = await ownFileOrTombstone(files, owner, id);
    const lastWrite = Math.max(now().getTime(), file.uploadExpiresAt.getTime());
    const keepUntil = new Date(lastWrite + tombstoneSeconds * 1000);
    if (file.status === 'deleted' || (await files.bury(file, keepUntil))) {
      if (file.version) await removeVersion(file.key, file.version.versionId);
      return file;
    }
  }
  throw new Problem('conflict', 'The file kept changing while it was being deleted; send the request again');
}
