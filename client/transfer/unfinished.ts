import type { Connection } from '../api/connection.js';
import { isWaybillError } from '../api/error.js';
import { idPath } from '../api/path.js';
import type { Print } from './transfer.js';
import type { UploadMemory } from './upload-memory.js';

/** An upload that was begun here within the last day and has not ended: the same file, picked again, goes on from it. */
export interface UnfinishedUpload {
  readonly id: string;
  readonly filename: string;
  readonly sizeBytes: number;
  /** What storage is known to have. */
  readonly sentBytes: number;
  readonly startedAt: Date;
  /** Of the file, as `File.lastModified`: with another, it is another file, or was changed, and begins anew. */
  readonly lastModified: number;
  /** As it was given: with other metadata the same file begins anew, too. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Gives it up, here and at the service: its quota is free. */
  discard(): Promise<void>;
}

/** Newest first. */
export async function unfinishedUploads(
  connection: Connection,
  memory: UploadMemory,
): Promise<readonly UnfinishedUpload[]> {
  const entries = await memory.unfinished();
  return entries.flatMap(([fingerprint, { file, parts, partBytes, startedAt }]) => {
    const { id } = file;
    // Left before the service answered: it has no name there that is known here. The same file, picked again, finds it.
    if (!id) return [];
    return {
      ...file,
      id,
      get lastModified() {
        return printOf(fingerprint)[2];
      },
      get metadata() {
        return printOf(fingerprint)[1].metadata ?? {};
      },
      sentBytes: Math.min(file.sizeBytes, parts.length * partBytes),
      startedAt: new Date(startedAt),
      discard: async () => {
        try {
          await connection.ask('DELETE', idPath('uploads', id));
        } catch (error) {
          // It ended by itself, or belongs to somebody who used this browser before.
          if (!isWaybillError(error, 'file-not-found', 'upload-finished')) throw error;
        }
        await memory.forget(fingerprint);
      },
    };
  });
}

const printOf = (fingerprint: string): Print => JSON.parse(fingerprint) as Print;
