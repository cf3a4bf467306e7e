import type { Connection } from '../api/connection.js';
import { isWaybillError } from '../api/error.js';
import { idPath } from '../api/path.js';
import type { Print } from './transfer.js';
import type { UploadMemory } from './upload-memory.js';

/** An upload that was started here within the last day and has not ended: the same file, picked again, resumes it. */
export interface UnfinishedUpload {
  /** Of the file, and of its upload. */
  readonly id: string;
  /** As it was declared. */
  readonly filename: string;
  /** Size of the file in bytes. */
  readonly sizeBytes: number;
  /** Bytes that storage is known to have. */
  readonly sentBytes: number;
  /** When it was created. */
  readonly startedAt: Date;
  /** `File.lastModified` of the file, in milliseconds since 1970: a file with another one starts from its beginning. */
  readonly lastModified: number;
  /** As it was given: the same file with other metadata starts from its beginning. */
  readonly metadata: Readonly<Record<string, string>>;
  /**
   * Aborts the upload, here and at the service: its quota is free.
   * @returns nothing
   * @throws WaybillError as every call; not where it has ended meanwhile
   * @example
   * for (const upload of await client.unfinished()) await upload.discard();
   */
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
