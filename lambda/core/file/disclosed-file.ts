import type { PersonalKind } from '../content/index.js';
import { expiryOf, type Checks, type FileRecord } from './file.js';

/** The fields of a file's bytes and times in the API and in events. */
export interface DisclosedFile {
  readonly id: string;
  readonly sizeBytes: number;
  /** As declared. */
  readonly contentType: string;
  /** The type of the bytes; `null` until they are checked. */
  readonly detectedType: string | null;
  /** Base64, as declared and enforced; `null` if none was declared. */
  readonly sha256: string | null;
  /** Pixels, where known. */
  readonly width: number | null;
  readonly height: number | null;
  /** Empty if nothing was found, `null` until the bytes are checked. */
  readonly contains: readonly PersonalKind[] | null;
  readonly checks: Checks;
  readonly createdAt: string;
  readonly uploadedAt: string | null;
  readonly verifiedAt: string | null;
  /** End of the retention; `null` without retention, or if the file is deleted. */
  readonly expiresAt: string | null;
}

/** Without owner, bucket, key and version; times are ISO 8601 in UTC. */
export function disclosedFile(file: FileRecord): DisclosedFile {
  return {
    id: file.id,
    sizeBytes: file.sizeBytes,
    contentType: file.contentType,
    detectedType: file.detectedType ?? null,
    sha256: file.sha256 ?? null,
    width: file.width ?? null,
    height: file.height ?? null,
    contains: file.contains ?? null,
    checks: file.checks,
    createdAt: file.createdAt.toISOString(),
    uploadedAt: file.uploadedAt?.toISOString() ?? null,
    verifiedAt: file.verifiedAt?.toISOString() ?? null,
    expiresAt: expiryOf(file)?.toISOString() ?? null,
  };
}
