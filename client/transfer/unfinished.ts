import type { Connection } from '../api/connection.js';
import { isWaybillError } from '../api/error.js';
import { idPath } from '../api/path.js';
import type { Print } from './transfer.js';
import type { UploadMemory } from './upload-memory.js';

/** An unfinished upload of the last day: choosing the same file again resumes it. */
export interface UnfinishedUpload {
  /** Of the file, and of its upload. */
  readonly id: string;
  /** As it was declared. */
  readonly filename: string;
  /** Size of the file in bytes. */
  readonly sizeBytes: number;
  /** Bytes that S3 has acknowledged. */
  readonly sentBytes: number;
  /** When it was created. */
  readonly startedAt: Date;
  /** `File.lastModified` of the file, in milliseconds since 1970: if it differs, the upload starts again. */
  readonly lastModified: number;
  /** As it was given: with other metadata the upload starts again. */
  readonly metadata: Readonly<Record<string, string>>;
  /**
   * Aborts the upload in the client and in the service: its quota is released.
   * @returns nothing
   * @throws WaybillError as every call; not if it has ended in the meantime
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
    // Interrupted before the service responded: its id is unknown. Choosing the same file again finds it.
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
          // It has ended already, or belongs to another user of this browser.
          if (!isWaybillError(error, 'file-not-found', 'upload-finished')) throw error;
        }
        await memory.forget(fingerprint);
      },
    };
  });
}

const printOf = (fingerprint: string): Print => JSON.parse(fingerprint) as Print;
