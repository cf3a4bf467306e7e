/**
 * A file's life: `pending` waits for bytes, `completing` for S3 to join its parts, `uploaded` for its verdict, and
 * only a `verified` version can ever be read. `held` waits for an administrator's word. `expired` and `aborted` ended without bytes. `deleted` is a tombstone:
 * it stays until the last signed write for its key is dead.
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

/** How the bytes come: one signed PUT, an HTML form, or parts that can be resumed. */
export type UploadMethod = 'put' | 'post' | 'multipart';

export type CheckState = 'pending' | 'passed' | 'failed' | 'skipped';

/**
 * What is compared before a file may be read: stored size, stored checksum, real content type, a malware scan. All are
 * `skipped` where the object was not stored as the signed request asked.
 */
export interface Checks {
  readonly size: CheckState;
  /** `skipped` where the client declared no checksum. */
  readonly checksum: CheckState;
  readonly type: CheckState;
  /** `skipped` where the deployment has no scanner, or the file was refused without waiting for it. */
  readonly malware: CheckState;
}

/** One thing that was found, for a person to read. */
export interface Reason {
  /** Stable; clients may branch on it. */
  readonly code: string;
  readonly message: string;
  /** Byte offset of what was found, where it has one. */
  readonly offset?: number;
}

/** An administrator's word on a held file. */
export interface Decision {
  readonly verdict: 'release' | 'reject';
  /** Subject of who decided: kept, and shown to nobody. */
  readonly by: string;
  readonly at: Date;
}

/** What the client says of its file before it sends a byte. */
export interface DeclaredFile {
  readonly filename: string;
  /** Media type, lower case, without parameters. */
  readonly contentType: string;
  readonly sizeBytes: number;
  /** SHA-256 of the bytes, base64 (as S3's `x-amz-checksum-sha256` has it). Not for multipart: S3 has none there. */
  readonly sha256?: string;
  /** CRC-64/NVME of all bytes, base64 (S3's `x-amz-checksum-crc64nvme`). For multipart. */
  readonly crc64nvme?: string;
  readonly method: UploadMethod;
  /** How long the file is kept, from its creation. @default for good */
  readonly expiresInSeconds?: number;
  /**
   * Its names are the user's, `__proto__` too: made by `JSON.parse` and `Object.fromEntries`, read by `Object.entries`,
   * and never indexed or assigned to by a name that is not ours.
   */
  readonly metadata: Readonly<Record<string, string>>;
}

/** One stored version of an object, and its place among the events of its key. */
export interface StoredVersion {
  readonly versionId: string;
  /** S3 user guide, "Event message structure": orders the events of one key. Hexadecimal. */
  readonly sequencer: string;
}

/** How a multipart upload is cut: every part has `partSizeBytes`, but the last has what remains. */
export interface Parts {
  /** S3's name for the upload. */
  readonly uploadId: string;
  readonly partSizeBytes: number;
  readonly partCount: number;
}

/** Why a file was deleted: its owner asked, its time was over, or its owner had all of theirs erased. */
export type DeletionReason = 'request' | 'retention' | 'erasure';

/** What the sweep did for a file that did not go on by itself. */
export interface Swept {
  /** How often it was sent on its way again. */
  readonly attempts: number;
  /** The last time. */
  readonly at: Date;
}

export interface FileRecord extends DeclaredFile {
  readonly id: string;
  readonly owner: string;
  /** Object key; made here, never by a client. */
  readonly key: string;
  readonly status: FileStatus;
  /** Bytes that count against the owner's quota until the verdict: the declared size. */
  readonly reservedBytes: number;
  readonly parts?: Parts;
  /** The one version that was or is being checked. Nothing else is ever read. */
  readonly version?: StoredVersion;
  /** What the bytes are; readers are told this, not what was declared. */
  readonly detectedType?: string;
  /** Pixels. */
  readonly width?: number;
  readonly height?: number;
  readonly checks: Checks;
  /** Why it was refused. */
  readonly reasons: readonly Reason[];
  /** What was seen and let pass. */
  readonly warnings: readonly Reason[];
  /** Where it was held, and somebody decided. */
  readonly decision?: Decision;
  readonly createdAt: Date;
  /** End of the last signed write for this key; for multipart, of the time in which parts are signed. */
  readonly uploadExpiresAt: Date;
  readonly uploadedAt?: Date;
  readonly verifiedAt?: Date;
  readonly swept?: Swept;
  /** Of tombstones. */
  readonly deletedFor?: DeletionReason;
  /** When the record of a file that has ended may go. */
  readonly keepUntil?: Date;
  /** Grows by one with each change; orders events. */
  readonly revision: number;
}

/** When a file is deleted by itself; undefined where it is kept for good. */
export function expiryOf({ createdAt, expiresInSeconds }: FileRecord): Date | undefined {
  return expiresInSeconds === undefined ? undefined : new Date(createdAt.getTime() + expiresInSeconds * 1000);
}

/**
 * Whether a file's time is over. Nobody reads it from then on, though it is the next sweep that deletes it. An upload
 * that is still on its way has its own end first.
 */
export function isPastRetention(file: FileRecord, now: Date): boolean {
  const end = expiryOf(file);
  const isKept = file.status === 'verified' || file.status === 'held' || file.status === 'rejected';
  return isKept && end !== undefined && end <= now;
}
