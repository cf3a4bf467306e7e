import type { Decision, FileRecord, Swept } from '../../../core/file/file.js';
import { waitOf } from '../../../core/sweep/wait.js';
import { dueKey, type DueKey } from './due-key.js';

type Times = 'createdAt' | 'uploadExpiresAt' | 'uploadedAt' | 'verifiedAt';

/** The item of a file. Times are ISO 8601 in UTC, which sort as text. */
export type FileItem = Omit<FileRecord, Times | 'keepUntil' | 'decision' | 'swept' | 'metadata'> & {
  readonly [Time in Times]?: string;
} & {
  readonly decision?: Omit<Decision, 'at'> & { readonly at: string };
  readonly swept?: Omit<Swept, 'at'> & { readonly at: string };
  /**
   * Pairs: the SDK's marshaller loses a map's `__proto__`, and treats `constructor` as the map's class. Old records
   * have a map.
   */
  readonly metadata: readonly (readonly [string, string])[] | FileRecord['metadata'];
  readonly pk: `FILE#${string}`;
  readonly sk: 'FILE';
  /** Only for files in a list: not for deleted and aborted ones. */
  readonly gsi1pk?: `OWNER#${string}`;
  readonly gsi1sk?: string;
  /** Only for items that wait for an administrator (held files) or for the sweep: the index contains no others. */
  readonly gsi2pk?: `HELD#${string}` | DueKey['gsi2pk'];
  readonly gsi2sk?: string;
  /** DynamoDB's time to live, which removes the record some time after it. */
  readonly expiresAtSeconds?: number;
};

export const fileKey = (id: string) => ({ pk: `FILE#${id}`, sk: 'FILE' }) as const;

/** The owner's list, newest first: ids are UUIDv7, which sort by time. */
export const listKey = (owner: string, id: string) => ({ gsi1pk: `OWNER#${owner}`, gsi1sk: id }) as const;

/** Number of shards of held files: a partition supports about 1,000 writes per second. */
export const heldShards = 10;

export const heldPartition = (shard: number) => `HELD#${shard}` as const;

function heldKey(id: string) {
  const shard = parseInt(id.slice(-4), 16) % heldShards;
  return { gsi2pk: heldPartition(shard), gsi2sk: id } as const;
}

export function toItem(file: FileRecord): FileItem {
  const {
    createdAt,
    uploadExpiresAt,
    uploadedAt,
    verifiedAt,
    keepUntil,
    decision,
    swept,
    metadata,
    ...rest
  } = file;
  const waiting = waitOf(file);
  const isListed = file.status !== 'deleted' && file.status !== 'aborted';
  return {
    ...fileKey(file.id),
    ...(isListed && listKey(file.owner, file.id)),
    ...(file.status === 'held' && heldKey(file.id)),
    ...(waiting && dueKey(waiting.wait, waiting.since, file.id)),
    ...rest,
    metadata: Object.entries(metadata),
    createdAt: createdAt.toISOString(),
    uploadExpiresAt: uploadExpiresAt.toISOString(),
    ...(uploadedAt && { uploadedAt: uploadedAt.toISOString() }),
    ...(verifiedAt && { verifiedAt: verifiedAt.toISOString() }),
    ...(decision && { decision: { ...decision, at: decision.at.toISOString() } }),
    ...(swept && { swept: { ...swept, at: swept.at.toISOString() } }),
    ...(keepUntil && { expiresAtSeconds: Math.ceil(keepUntil.getTime() / 1000) }),
  };
}

const isPairs = (
  metadata: FileItem['metadata'],
): metadata is Exclude<FileItem['metadata'], FileRecord['metadata']> => Array.isArray(metadata);

export function fromItem(item: FileItem): FileRecord {
  const { pk, sk, gsi1pk, gsi1sk, gsi2pk, gsi2sk, expiresAtSeconds, ...rest } = item;
  const {
    createdAt = '',
    uploadExpiresAt = '',
    uploadedAt,
    verifiedAt,
    decision,
    swept,
    metadata,
    ...record
  } = rest;
  return {
    ...record,
    metadata: isPairs(metadata) ? Object.fromEntries(metadata) : metadata,
    createdAt: new Date(createdAt),
    uploadExpiresAt: new Date(uploadExpiresAt),
    ...(uploadedAt && { uploadedAt: new Date(uploadedAt) }),
    ...(verifiedAt && { verifiedAt: new Date(verifiedAt) }),
    ...(decision && { decision: { ...decision, at: new Date(decision.at) } }),
    ...(swept && { swept: { ...swept, at: new Date(swept.at) } }),
    ...(expiresAtSeconds && { keepUntil: new Date(expiresAtSeconds * 1000) }),
  };
}
