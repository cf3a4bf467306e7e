import type { Grants } from '../grant/grant.js';
import type { FileRecord } from '../file/file.js';
import type { Files } from '../file/files.js';
import type { Policy } from '../settings/policy.js';
import type { SweepSettings } from '../settings/sweep-settings.js';
import type { Shares } from '../share/share.js';
import type { Wait } from './wait.js';

/** A version as the bucket's listing shows it. */
export interface ListedVersion {
  readonly key: string;
  readonly versionId: string;
}

export interface SweepPorts {
  readonly now: () => Date;
  readonly settings: SweepSettings;
  readonly policy: Pick<Policy, 'malware'>;
  readonly files: Files & {
    /** Removes a record as it was read. @returns false where it has changed since, or is gone */
    forget(file: FileRecord): Promise<boolean>;
  };
  readonly waiting: {
    /** How many shards the index has. */
    readonly shards: number;
    /** Files of one shard that have waited since `until` or longer, the longest first, page by page. */
    files(shard: number, wait: Wait, until: Date): AsyncIterable<readonly FileRecord[]>;
    /** Held files of one shard whose time is over, page by page. */
    heldPast(shard: number, at: Date): AsyncIterable<readonly FileRecord[]>;
  };
  readonly grants: Pick<Grants, 'removeAll'>;
  readonly shares: Pick<Shares, 'removeAll'>;
  readonly store: {
    /** The versions of one key, oldest first; no HEAD, since the sweep may not read what is unverified. */
    versions(key: string): Promise<readonly ListedVersion[]>;
    removeVersion(key: string, versionId: string): Promise<void>;
    /** Removes the parts of an upload; one that is gone already is no error. */
    abortParts(key: string, uploadId: string): Promise<void>;
  };
  /** Has a stored version checked, as S3's event would. */
  readonly notifyFound: (key: string, versionId: string) => Promise<void>;
  /** Has the parts of a file joined by the function that may write. */
  readonly askToJoin: (id: string) => Promise<void>;
}
