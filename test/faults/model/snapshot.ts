import type { FileRecord, FileStatus } from '../../../lambda/core/file.js';
import type { Usage } from '../../../lambda/core/usage.js';
import type { Truth } from '../simulation/bucket.js';

/** An event as a subscriber heard it. */
export interface HeardEvent {
  readonly id: string;
  readonly type: string;
  readonly revision: number;
  readonly data: { readonly file: { readonly id: string; readonly status: FileStatus } };
}

/** One change of a file's status, as the table saw it. */
export interface Transition {
  readonly id: string;
  /** Absent where the record was new. */
  readonly from?: FileStatus;
  readonly to: FileStatus;
  readonly revision: number;
  readonly file: FileRecord;
}

/** A version that the bucket holds. */
export interface HeldVersion {
  readonly key: string;
  readonly versionId: string;
  readonly sizeBytes: number;
  readonly tag?: string | undefined;
}

/** What a malware scanner may say of a version (GuardDuty user guide, "scan result status values"). */
export type ScanWord = 'NO_THREATS_FOUND' | 'THREATS_FOUND' | 'FAILED';

/** What was sent, and what S3 said to it. */
export interface Sent {
  readonly id: string;
  readonly versionId: string;
  readonly truth: Truth;
  readonly sizeBytes: number;
}

/** All that can be read of a system when nothing waits in it any more: store, table, bus, and what its clients did. */
export interface Snapshot {
  readonly records: readonly FileRecord[];
  readonly usages: ReadonlyMap<string, Usage>;
  readonly versions: readonly HeldVersion[];
  readonly openUploads: number;
  readonly transitions: readonly Transition[];
  readonly heard: readonly HeardEvent[];
  readonly sent: readonly Sent[];
  /** What clients asked to be deleted or aborted, by file. */
  readonly ended: ReadonlySet<string>;
  readonly erasedOwners: ReadonlySet<string>;
  /** Each erasure, with the files that were there when it was asked for. */
  readonly erasures: readonly { readonly files: readonly string[] }[];
  /** What was heard of each version, `key#version`; undefined where nobody scans. */
  readonly scanned?: ReadonlyMap<string, ReadonlySet<ScanWord>>;
  readonly now: Date;
}
