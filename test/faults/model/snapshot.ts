import type { FileRecord, FileStatus } from '../../../lambda/core/file/file.js';
import type { Usage } from '../../../lambda/core/file/usage.js';
import type { Truth } from '../simulation/bucket.js';

/** An event as a subscriber heard it. */
export interface HeardEvent {
  readonly id: string;
  readonly type: string;
  readonly revision: number;
  readonly data: {
    readonly file?: { readonly id: string; readonly status?: FileStatus };
    readonly share?: { readonly id: string };
    readonly webhook?: { readonly id: string };
  };
}

/** A change of a link or an endpoint of which everybody is to be told. */
export interface ToldChange {
  readonly type: string;
  /** Of the link or the endpoint. */
  readonly id: string;
  readonly revision: number;
}

/** A webhook endpoint, and what those behind it took. */
export interface Subscriber {
  readonly id: string;
  /** What they listen to. @default all */
  readonly events?: readonly string[];
  readonly got: readonly HeardEvent[];
}

/** A link, as those who have it know it. */
export interface Link {
  readonly id: string;
  readonly maxDownloads: number;
  /** How often it opened its file. */
  readonly handed: number;
  /** How often its record says so; undefined where the record is gone. */
  readonly counted?: number | undefined;
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
  readonly links: readonly Link[];
  /** Files that somebody has a link to, or was granted. */
  readonly reachable: ReadonlySet<string>;
  readonly subscribers: readonly Subscriber[];
  /** Changes of links and endpoints; of files, `transitions` tells. */
  readonly told: readonly ToldChange[];
  readonly now: Date;
}
