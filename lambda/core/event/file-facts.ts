import type { DeletionReason, FileRecord, FileStatus, Reason, UploadMethod } from '../file/file.js';
import { disclosedFile, type DisclosedFile } from '../file/disclosed-file.js';

/** One finding, without the words for people: those may quote the file. */
type Code = Pick<Reason, 'code' | 'offset'>;

/**
 * A file as events tell of it: where it stands, what it is, what its owner called it. No bucket, key, version, URL or
 * token (docs/decisions/0010-events-carry-names.md).
 */
export interface FileFacts extends DisclosedFile {
  readonly status: FileStatus;
  /** `null` once the file is deleted or its upload given up. */
  readonly filename: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly method: UploadMethod;
  /** Why it was refused or is held. */
  readonly reasons: readonly Code[];
  /** What was seen and let pass. */
  readonly warnings: readonly Code[];
  /** Why it was deleted: somebody asked, its time was over, or all of its owner's were. */
  readonly deletedFor: DeletionReason | null;
}

export function fileFacts(file: FileRecord): FileFacts {
  return {
    ...disclosedFile(file),
    status: file.status,
    filename: file.filename || null,
    metadata: file.metadata,
    method: file.method,
    reasons: file.reasons.map(code),
    warnings: file.warnings.map(code),
    deletedFor: file.deletedFor ?? null,
  };
}

const code = ({ code, offset }: Reason): Code => ({ code, ...(offset !== undefined && { offset }) });
