import { createHash } from 'node:crypto';
import type { Wait } from '../../../core/sweep/wait.js';

/** The key of an item in the index `gsi2` of waiting items, for the sweep. */
export interface DueKey {
  readonly gsi2pk: `DUE#${number}`;
  readonly gsi2sk: string;
}

/** What waits: a file, an owner's usage for its recount, or a running erasure. */
export type DueKind = Wait | 'recount' | 'erasure';

/** Number of shards: a partition supports about 1,000 writes per second, and every new upload writes here. */
export const dueShards = 32;

/**
 * By kind, then by the time since which it waits: a query finds the items of one kind that have waited long enough, the
 * longest first, and that threshold may change at any time. The id is hashed: owners may be any text, and a sort key
 * has at most 1,024 bytes (developer guide, "Constraints", sort key).
 */
export function dueKey(kind: DueKind, since: Date, id: string): DueKey {
  const hash = createHash('sha256').update(id).digest();
  return {
    gsi2pk: duePartition(hash.readUInt16BE() % dueShards),
    gsi2sk: `${kind}#${since.toISOString()}#${hash.toString('base64url')}`,
  };
}

export const duePartition = (shard: number) => `DUE#${shard}` as const;

/**
 * The range of sort keys of one kind that have waited since `until` or longer. `~` sorts after all keys with a time.
 */
export const dueRange = (kind: DueKind, until: Date) =>
  ({ ':from': `${kind}#`, ':to': `${kind}#${until.toISOString()}~` }) as const;
