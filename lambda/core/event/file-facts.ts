import {
  expiryOf,
  type Checks,
  type DeletionReason,
  type FileRecord,
  type FileStatus,
  type Reason,
  type UploadMethod,
} from '../file.js';

/** One finding, without the words for people: those may quote the file. */
type Code = Pick<Reason, 'code' | 'offset'>;

/**
 * A file as events tell of it: where it stands, what it is, what its owner called it. No bucket, key, version, URL or
 * token (docs/decisions/0010-events-carry-names.md).
 */
export interface FileFacts {
  readonly id: string;
  readonly status: FileStatus;
  /** `null` once the file is deleted or its upload given up. */
  readonly filename: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly method: UploadMethod;
  readonly sizeBytes: number;
  /** As declared. */
  readonly contentType: string;
  /** What the bytes are; `null` until they were looked at. */
  readonly detectedType: string | null;
  /** Base64, as declared and enforced; `null` where none was declared. */
  readonly sha256: string | null;
  /** Pixels, where known. */
  readonly width: number | null;
  readonly height: number | null;
  readonly checks: Checks;
  /** Why it was refused or is held. */
  readonly reasons: readonly Code[];
  /** What was seen and let pass. */
  readonly warnings: readonly Code[];
  readonly createdAt: string;
  readonly uploadedAt: string | null;
  readonly verifiedAt: string | null;
  /** When it is deleted by itself; `null` where it is kept for good, or is deleted already. */
  readonly expiresAt: string | null;
  /** Why it was deleted: somebody asked, its time was over, or all of its owner's were. */
  readonly deletedFor: DeletionReason | null;
}

export function fileFacts(file: FileRecord): FileFacts {
  return {
    id: file.id,
    status: file.status,
    filename: file.filename || null,
    metadata: file.metadata,
    method: file.method,
    sizeBytes: file.sizeBytes,
    contentType: file.contentType,
    detectedType: file.detectedType ?? null,
    sha256: file.sha256 ?? null,
    width: file.width ?? null,
    height: file.height ?? null,
    checks: file.checks,
    reasons: file.reasons.map(code),
    warnings: file.warnings.map(code),
    createdAt: file.createdAt.toISOString(),
    uploadedAt: file.uploadedAt?.toISOString() ?? null,
    verifiedAt: file.verifiedAt?.toISOString() ?? null,
    expiresAt: expiryOf(file)?.toISOString() ?? null,
    deletedFor: file.deletedFor ?? null,
  };
}

const code = ({ code, offset }: Reason): Code => ({ code, ...(offset !== undefined && { offset }) });
