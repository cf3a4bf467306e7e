import { createHash } from 'node:crypto';
import type { Wait } from '../../../core/sweep/wait.js';

/** The place of a record in the index `gsi2`, which holds what waits for the sweep. */
export interface DueKey {
  readonly gsi2pk: `DUE#${number}`;
  readonly gsi2sk: string;
}

/** What waits: a file, an owner's usage for its recount, or an erasure for its end. */
export type DueKind = Wait | 'recount' | 'erasure';

/** How many partitions they lie in: one takes about 1,000 writes a second, and every new upload writes here. */
export const dueShards = 32;

/**
 * By kind, then by the time since which it waits: so a query gives those of one kind that have waited long enough, the
 * longest first, and how long that is may change at any time.
 */
export function dueKey(kind: DueKind, since: Date, id: string): DueKey {
  return { gsi2pk: duePartition(shardOf(id)), gsi2sk: `${kind}#${since.toISOString()}#${id}` };
}

export const duePartition = (shard: number) => `DUE#${shard}` as const;

/** The range of sort keys of one kind that have waited since `until` or longer. `~` sorts behind all of a time. */
export const dueRange = (kind: DueKind, until: Date) =>
  ({ ':from': `${kind}#`, ':to': `${kind}#${until.toISOString()}~` }) as const;

/** Owners may be any text, so a hash stands for the name. */
function shardOf(id: string): number {
  return createHash('sha256').update(id).digest().readUInt16BE() % dueShards;
}
