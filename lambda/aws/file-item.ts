import type { Checks, FileRecord, FileStatus, Reason, StoredVersion } from '../core/file.js';

/** A file as the table holds it. Times are ISO 8601 in UTC, which sort as they stand. */
export interface FileItem {
  readonly pk: `FILE#${string}`;
  readonly sk: 'FILE';
  /** Absent on tombstones: a deleted file is in nobody's list. */
  readonly gsi1pk?: `OWNER#${string}`;
  readonly gsi1sk?: string;
  readonly id: string;
  readonly owner: string;
  readonly key: string;
  readonly filename: string;
  readonly contentType: string;
  readonly sizeBytes: number;
  readonly sha256?: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly status: FileStatus;
  readonly version?: StoredVersion;
  readonly detectedType?: string;
  readonly width?: number;
  readonly height?: number;
  readonly checks: Checks;
  readonly reasons: readonly Reason[];
  readonly warnings: readonly Reason[];
  readonly createdAt: string;
  readonly uploadExpiresAt: string;
  readonly uploadedAt?: string;
  readonly verifiedAt?: string;
  readonly revision: number;
}

export const fileKey = (id: string) => ({ pk: `FILE#${id}`, sk: 'FILE' }) as const;

/** The owner's list, newest first: ids are UUIDv7, which sort by time. */
export const listKey = (owner: string, id: string) => ({ gsi1pk: `OWNER#${owner}`, gsi1sk: id }) as const;

export function toItem(file: FileRecord): FileItem {
  const { createdAt, uploadExpiresAt, uploadedAt, verifiedAt, ...rest } = file;
  return {
    ...fileKey(file.id),
    ...listKey(file.owner, file.id),
    ...rest,
    createdAt: createdAt.toISOString(),
    uploadExpiresAt: uploadExpiresAt.toISOString(),
    ...(uploadedAt && { uploadedAt: uploadedAt.toISOString() }),
    ...(verifiedAt && { verifiedAt: verifiedAt.toISOString() }),
  };
}

export function fromItem(item: FileItem): FileRecord {
  const { pk, sk, gsi1pk, gsi1sk, ...rest } = item;
  const { createdAt, uploadExpiresAt, uploadedAt, verifiedAt, ...record } = rest;
  return {
    ...record,
    createdAt: new Date(createdAt),
    uploadExpiresAt: new Date(uploadExpiresAt),
    ...(uploadedAt && { uploadedAt: new Date(uploadedAt) }),
    ...(verifiedAt && { verifiedAt: new Date(verifiedAt) }),
  };
}
