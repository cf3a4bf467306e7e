import type { Decision, FileRecord, Swept } from '../../../core/file/file.js';
import { waitOf } from '../../../core/sweep/wait.js';
import { dueKey, type DueKey } from './due-key.js';

type Times = 'createdAt' | 'uploadExpiresAt' | 'uploadedAt' | 'verifiedAt';

/** A file as the table holds it. Times are ISO 8601 in UTC, which sort as they stand. */
export type FileItem = Omit<FileRecord, Times | 'keepUntil' | 'decision' | 'swept'> & {
  readonly [Time in Times]?: string;
} & {
  readonly decision?: Omit<Decision, 'at'> & { readonly at: string };
  readonly swept?: Omit<Swept, 'at'> & { readonly at: string };
  readonly pk: `FILE#${string}`;
  readonly sk: 'FILE';
  /** Absent where a file is in nobody's list: deleted, aborted. */
  readonly gsi1pk?: `OWNER#${string}`;
  readonly gsi1sk?: string;
  /** Only of what waits, for a person (held files) or for the sweep: the index holds nothing else. */
  readonly gsi2pk?: `HELD#${string}` | DueKey['gsi2pk'];
  readonly gsi2sk?: string;
  /** DynamoDB's time to live: the record goes some time after it. */
  readonly expiresAtSeconds?: number;
};

export const fileKey = (id: string) => ({ pk: `FILE#${id}`, sk: 'FILE' }) as const;

/** The owner's list, newest first: ids are UUIDv7, which sort by time. */
export const listKey = (owner: string, id: string) => ({ gsi1pk: `OWNER#${owner}`, gsi1sk: id }) as const;

/** How many partitions the held files lie in: one takes about 1,000 writes a second. */
export const heldShards = 10;

export const heldPartition = (shard: number) => `HELD#${shard}` as const;

function heldKey(id: string) {
  const shard = parseInt(id.slice(-4), 16) % heldShards;
  return { gsi2pk: heldPartition(shard), gsi2sk: id } as const;
}

export function toItem(file: FileRecord): FileItem {
  const { createdAt, uploadExpiresAt, uploadedAt, verifiedAt, keepUntil, decision, swept, ...rest } = file;
  const waiting = waitOf(file);
  const isListed = file.status !== 'deleted' && file.status !== 'aborted';
  return {
    ...fileKey(file.id),
    ...(isListed && listKey(file.owner, file.id)),
    ...(file.status === 'held' && heldKey(file.id)),
    ...(waiting && dueKey(waiting.wait, waiting.since, file.id)),
    ...rest,
    createdAt: createdAt.toISOString(),
    uploadExpiresAt: uploadExpiresAt.toISOString(),
    ...(uploadedAt && { uploadedAt: uploadedAt.toISOString() }),
    ...(verifiedAt && { verifiedAt: verifiedAt.toISOString() }),
    ...(decision && { decision: { ...decision, at: decision.at.toISOString() } }),
    ...(swept && { swept: { ...swept, at: swept.at.toISOString() } }),
    ...(keepUntil && { expiresAtSeconds: Math.ceil(keepUntil.getTime() / 1000) }),
  };
}

export function fromItem(item: FileItem): FileRecord {
  const { pk, sk, gsi1pk, gsi1sk, gsi2pk, gsi2sk, expiresAtSeconds, ...rest } = item;
  const { createdAt = '', uploadExpiresAt = '', uploadedAt, verifiedAt, decision, swept, ...record } = rest;
  return {
    ...record,
    createdAt: new Date(createdAt),
    uploadExpiresAt: new Date(uploadExpiresAt),
    ...(uploadedAt && { uploadedAt: new Date(uploadedAt) }),
    ...(verifiedAt && { verifiedAt: new Date(verifiedAt) }),
    ...(decision && { decision: { ...decision, at: new Date(decision.at) } }),
    ...(swept && { swept: { ...swept, at: new Date(swept.at) } }),
    ...(expiresAtSeconds && { keepUntil: new Date(expiresAtSeconds * 1000) }),
  };
}
