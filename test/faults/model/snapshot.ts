import type { FileRecord, FileStatus } from '../../../lambda/core/file/file.js';
import type { Usage } from '../../../lambda/core/file/usage.js';
import type { Truth } from '../simulation/bucket.js';

/** An event as a subscriber received it. */
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

/** A change of a link or an endpoint that has an event. */
export interface ToldChange {
  readonly type: string;
  /** Of the link or the endpoint. */
  readonly id: string;
  readonly revision: number;
}

/** A webhook endpoint, and its subscribers' events. */
export interface Subscriber {
  readonly id: string;
  /** Its subscription. @default all */
  readonly events?: readonly string[];
  readonly got: readonly HeardEvent[];
}

/** A link, as its visitors know it. */
export interface Link {
  readonly id: string;
  readonly maxDownloads: number;
  /** How often it was used. */
  readonly handed: number;
  /** The count in its record; undefined if the record was removed. */
  readonly counted?: number | undefined;
}

/** One change of a file's status in the table. */
export interface Transition {
  readonly id: string;
  /** Undefined for a new record. */
  readonly from?: FileStatus;
  readonly to: FileStatus;
  readonly revision: number;
  readonly file: FileRecord;
}

/** A version in the bucket. */
export interface HeldVersion {
  readonly key: string;
  readonly versionId: string;
  readonly sizeBytes: number;
  readonly tag?: string | undefined;
}

/** The possible results of a malware scan (GuardDuty user guide, "scan result status values"). */
export type ScanWord = 'NO_THREATS_FOUND' | 'THREATS_FOUND' | 'FAILED';

/** What was sent, and S3's response. */
export interface Sent {
  readonly id: string;
  readonly versionId: string;
  readonly truth: Truth;
  readonly sizeBytes: number;
}

/** The whole readable state when nothing waits any more: store, table, bus, and the clients' actions. */
export interface Snapshot {
  readonly records: readonly FileRecord[];
  readonly usages: ReadonlyMap<string, Usage>;
  readonly versions: readonly HeldVersion[];
  readonly openUploads: number;
  readonly transitions: readonly Transition[];
  readonly heard: readonly HeardEvent[];
  readonly sent: readonly Sent[];
  /** Deletions and aborts that clients requested, by file. */
  readonly ended: ReadonlySet<string>;
  /** Files whose deletion was confirmed; undefined if that is not known. */
  readonly gone?: ReadonlySet<string>;
  readonly erasedOwners: ReadonlySet<string>;
  /** Each erasure, with the files at the time of its request. */
  readonly erasures: readonly { readonly files: readonly string[] }[];
  /** Scan results that were processed for each version, `key#version`; undefined without a scanner. */
  readonly scanned?: ReadonlyMap<string, ReadonlySet<ScanWord>>;
  readonly links: readonly Link[];
  /** Files with a link or a grant. */
  readonly reachable: ReadonlySet<string>;
  readonly subscribers: readonly Subscriber[];
  /** Changes of links and endpoints; `transitions` has those of files. */
  readonly told: readonly ToldChange[];
  readonly now: Date;
}
