import type { Grants } from '../grant/grant.js';
import type { FileRecord } from '../file/file.js';
import type { Files } from '../file/files.js';
import type { Policy } from '../settings/policy.js';
import type { SweepSettings } from '../settings/sweep-settings.js';
import type { Shares } from '../share/share.js';
import type { Wait } from './wait.js';

/** A version in the bucket's listing. */
export interface ListedVersion {
  readonly key: string;
  readonly versionId: string;
}

export interface SweepPorts {
  readonly now: () => Date;
  readonly settings: SweepSettings;
  readonly policy: Pick<Policy, 'malware'>;
  readonly files: Files & {
    /** Removes a record if it is unchanged. @returns false if it has changed, or is removed already */
    forget(file: FileRecord): Promise<boolean>;
  };
  readonly waiting: {
    /** Number of shards of the index. */
    readonly shards: number;
    /** Files of one shard that have waited since `until` or longer, the longest first, page by page. */
    files(shard: number, wait: Wait, until: Date): AsyncIterable<readonly FileRecord[]>;
    /** Held files of one shard whose retention has ended, page by page. */
    listExpiredHeld(shard: number, at: Date): AsyncIterable<readonly FileRecord[]>;
  };
  readonly grants: Pick<Grants, 'removeAll'>;
  readonly shares: Pick<Shares, 'removeAll'>;
  readonly store: {
    /** The versions of one key, oldest first; from the listing, since the sweep may not read unverified objects. */
    versions(key: string): Promise<readonly ListedVersion[]>;
    removeVersion(key: string, versionId: string): Promise<void>;
    /** Removes the parts of an upload; a missing upload is not an error. */
    abortParts(key: string, uploadId: string): Promise<void>;
  };
  /** Enqueues a stored version for `validate`, as S3's event would. */
  readonly notifyFound: (key: string, versionId: string) => Promise<void>;
  /** Invokes the function that may write to join the parts of a file. */
  readonly askToJoin: (id: string) => Promise<void>;
}
