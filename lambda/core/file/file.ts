import type { PersonalKind } from '../content/index.js';

/**
 * The status of a file: `pending` waits for bytes, `completing` for S3 to join its parts, `uploaded` for its verdict,
 * `held` for an administrator's decision. Only a `verified` version can ever be read. `expired` and `aborted` ended
 * without bytes. `deleted` is a tombstone: it stays until the last presigned write for its key has expired.
 */
export type FileStatus =
  | 'pending'
  | 'completing'
  | 'uploaded'
  | 'held'
  | 'verified'
  | 'rejected'
  | 'expired'
  | 'aborted'
  | 'deleted';

/** How the bytes are sent: one presigned PUT, an HTML form, or parts that can be resumed. */
export type UploadMethod = 'put' | 'post' | 'multipart';

export type CheckState = 'pending' | 'passed' | 'failed' | 'skipped';

/**
 * The checks before a file may be read: stored size, stored checksum, detected type, malware scan. All are `skipped` if
 * the object has properties that the presigned request does not set.
 */
export interface Checks {
  readonly size: CheckState;
  /** `skipped` if the client declared no checksum. */
  readonly checksum: CheckState;
  readonly type: CheckState;
  /** `skipped` if the deployment has no scanner, or the file was rejected without waiting for it. */
  readonly malware: CheckState;
}

/** One finding, with a message for people. */
export interface Reason {
  /** Stable; clients may branch on it. */
  readonly code: string;
  readonly message: string;
  /** Byte offset, if the finding has one. */
  readonly offset?: number;
  /** Of active content: which kind. Stable; clients may branch on it. */
  readonly what?: string;
  /** Of active content: the part of a package, or the object, in which it is. */
  readonly part?: string;
}

/** An administrator's decision on a held file. */
export interface Decision {
  readonly verdict: 'release' | 'reject';
  /** Subject of the administrator: stored, and never returned. */
  readonly by: string;
  readonly at: Date;
}

/** The client's declaration of a file, before the bytes. */
export interface DeclaredFile {
  readonly filename: string;
  /** Media type, lower case, without parameters. */
  readonly contentType: string;
  readonly sizeBytes: number;
  /** Of a stream, in parts: `sizeBytes` is the most that may arrive. (Of a form it always is.) @default exact */
  readonly sizeIsMaximum?: true;
  /** SHA-256 of the bytes, base64 (as S3's `x-amz-checksum-sha256` has it). Not for multipart: S3 has none there. */
  readonly sha256?: string;
  /** CRC-64/NVME of all bytes, base64 (S3's `x-amz-checksum-crc64nvme`). For multipart. */
  readonly crc64nvme?: string;
  readonly method: UploadMethod;
  /** How long the file is kept after its creation. @default no retention */
  readonly expiresInSeconds?: number;
  /**
   * The names are arbitrary, also `__proto__`: create it with `JSON.parse` or `Object.fromEntries`, read it with
   * `Object.entries`, and never index or assign by a name from outside.
   */
  readonly metadata: Readonly<Record<string, string>>;
}

/** One stored version of an object, and its position among the events of its key. */
export interface StoredVersion {
  readonly versionId: string;
  /** S3 user guide, "Event message structure": orders the events of one key. Hexadecimal. */
  readonly sequencer: string;
}

/** How a multipart upload is split: every part has `partSizeBytes`, except the last, which has the remainder. */
export interface Parts {
  /** S3's upload id. */
  readonly uploadId: string;
  readonly partSizeBytes: number;
  readonly partCount: number;
}

/** Why a file was deleted: by request, by its retention, or by an erasure of all files of its owner. */
export type DeletionReason = 'request' | 'retention' | 'erasure';

/** What the sweep has done for a stuck file. */
export interface Swept {
  /** How often it was requeued. */
  readonly attempts: number;
  /** When it was last requeued. */
  readonly at: Date;
}

export interface FileRecord extends DeclaredFile {
  readonly id: string;
  readonly owner: string;
  /** Object key; generated here, never by a client. */
  readonly key: string;
  readonly status: FileStatus;
  /** Bytes that count against the owner's quota until the verdict: the declared size. */
  readonly reservedBytes: number;
  readonly parts?: Parts;
  /** The pinned version: the one that is or was checked. No other is ever read. */
  readonly version?: StoredVersion;
  /** The detected type, which readers get instead of the declared one. */
  readonly detectedType?: string;
  /** Pixels. */
  readonly width?: number;
  readonly height?: number;
  /** What the bytes say about where, with what and by whom they were made. Undefined until they are checked. */
  readonly contains?: readonly PersonalKind[];
  readonly checks: Checks;
  /** Why it was rejected. */
  readonly reasons: readonly Reason[];
  /** Findings that did not reject the file. */
  readonly warnings: readonly Reason[];
  /** The decision on a held file. */
  readonly decision?: Decision;
  readonly createdAt: Date;
  /**
   * Expiry of the last presigned write for this key; for multipart, end of the time in which parts can be presigned.
   */
  readonly uploadExpiresAt: Date;
  readonly uploadedAt?: Date;
  readonly verifiedAt?: Date;
  readonly swept?: Swept;
  /** Only of tombstones. */
  readonly deletedFor?: DeletionReason;
  /** When the record of a file in a final status may be removed. */
  readonly keepUntil?: Date;
  /** Increases by one with each change; orders events. */
  readonly revision: number;
}

/** End of the retention; undefined without one. */
export function expiryOf({ createdAt, expiresInSeconds }: FileRecord): Date | undefined {
  return expiresInSeconds === undefined ? undefined : new Date(createdAt.getTime() + expiresInSeconds * 1000);
}

/**
 * Whether the retention of a file has ended. From then on it cannot be read, although only the next sweep deletes it. A
 * pending upload expires on its own schedule.
 */
export function isPastRetention(file: FileRecord, now: Date): boolean {
  const end = expiryOf(file);
  const isKept = file.status === 'verified' || file.status === 'held' || file.status === 'rejected';
  return isKept && end !== undefined && end <= now;
}
