import type { DeletionReason, FileRecord, FileStatus, Reason, UploadMethod } from '../file/file.js';
import { disclosedFile, type DisclosedFile } from '../file/disclosed-file.js';

/** One finding, without its message, which may quote the file. */
type Code = Pick<Reason, 'code' | 'offset' | 'what'>;

/**
 * A file in events: status, type, name and metadata. No bucket, key, version, URL or token
 * (docs/decisions/0010-events-carry-names.md).
 */
export interface FileFacts extends DisclosedFile {
  readonly status: FileStatus;
  /** `null` after the file is deleted or its upload aborted. */
  readonly filename: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly method: UploadMethod;
  /** Why it is rejected or held. */
  readonly reasons: readonly Code[];
  /** Findings that did not reject the file. */
  readonly warnings: readonly Code[];
  /** Why it was deleted: by request, by its retention, or by an erasure. */
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

const code = ({ code, offset, what }: Reason): Code => ({
  code,
  ...(offset !== undefined && { offset }),
  ...(what !== undefined && { what }),
});
