import { expiryOf, type Checks, type FileRecord } from './file.js';

/** What clients and subscribers alike are told of a file's bytes and times. */
export interface DisclosedFile {
  readonly id: string;
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
  readonly createdAt: string;
  readonly uploadedAt: string | null;
  readonly verifiedAt: string | null;
  /** When it is deleted by itself; `null` where it is kept for good, or is deleted already. */
  readonly expiresAt: string | null;
}

/** No owner, bucket, key or version; times are ISO 8601 in UTC. */
export function disclosedFile(file: FileRecord): DisclosedFile {
  return {
    id: file.id,
    sizeBytes: file.sizeBytes,
    contentType: file.contentType,
    detectedType: file.detectedType ?? null,
    sha256: file.sha256 ?? null,
    width: file.width ?? null,
    height: file.height ?? null,
    checks: file.checks,
    createdAt: file.createdAt.toISOString(),
    uploadedAt: file.uploadedAt?.toISOString() ?? null,
    verifiedAt: file.verifiedAt?.toISOString() ?? null,
    expiresAt: expiryOf(file)?.toISOString() ?? null,
  };
}
