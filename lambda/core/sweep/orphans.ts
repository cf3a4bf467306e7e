import type { FileRecord } from '../file/file.js';
import type { Files } from '../file/files.js';
import { idInKey } from '../file/object-key.js';
import type { SweepSettings } from '../settings/sweep-settings.js';
import type { ListedVersion } from './ports.js';

/**
 * - `orphan`: an object without a record, or parts without a pending upload, within its grace period
 * - `orphan-removed`: one that was first seen longer ago than the grace period
 */
export type OrphanOutcome = 'orphan' | 'orphan-removed';

/** A multipart upload that was neither joined nor aborted. */
export interface ListedUpload {
  readonly key: string;
  readonly uploadId: string;
}

/** One page of a listing of the whole bucket, and where to continue; undefined at the end. */
export interface BucketPage<Listed> {
  readonly items: readonly Listed[];
  readonly next?: string;
}

/** Position of the walk through the bucket. */
export interface WalkPlace {
  readonly phase: 'versions' | 'uploads' | 'done';
  /** When this walk began. */
  readonly startedAt: Date;
  readonly next?: string;
  /** Increases with each write; of two concurrent walkers, one continues. */
  readonly seq: number;
}

export interface OrphanPorts {
  readonly now: () => Date;
  readonly settings: SweepSettings;
  readonly files: Files;
  readonly bucket: {
    versions(after?: string): Promise<BucketPage<ListedVersion>>;
    uploads(after?: string): Promise<BucketPage<ListedUpload>>;
  };
  readonly store: {
    removeVersion(key: string, versionId: string): Promise<void>;
    abortParts(key: string, uploadId: string): Promise<void>;
  };
  readonly walk: {
    place(): Promise<WalkPlace | undefined>;
    /** @returns false if another walker has moved on since */
    moveTo(place: WalkPlace): Promise<boolean>;
  };
  readonly orphans: {
    /** A batch of records; the existing ones, eventually consistent. */
    records(ids: readonly string[]): Promise<readonly FileRecord[]>;
    /** Records an orphan. @returns when it was first recorded */
    recordSighting(name: string, at: Date): Promise<Date>;
    firstSighting(name: string): Promise<Date | undefined>;
  };
}

interface OrphanTally {
  of(id: string, work: () => Promise<OrphanOutcome | 'moved'>): Promise<void>;
}

/** Minimum time between the starts of two walks. */
const betweenMs = 24 * 60 * 60 * 1000;

/** Pages (of 1,000 names) in one sweep; the sweeps of a day read some three million objects. */
export const pagesPerSweep = 10;

/**
 * Walks the bucket for orphans, a few pages in each sweep. The grace period counts from when an orphan was first seen,
 * not from its age: after a restore of the table from a backup, there must be time to react.
 * @returns whether it did its share
 */
export async function sweepOrphans(
  ports: OrphanPorts,
  tally: OrphanTally,
  isOver: () => boolean,
  pages: number,
): Promise<boolean> {
  for (let page = 0; page < pages; page++) {
    if (isOver()) return false;
    const place = placeToGoOn(await ports.walk.place(), ports.now());
    if (!place) return true;
    const next =
      place.phase === 'versions'
        ? await walkVersions(ports, place, tally)
        : await walkUploads(ports, place, tally);
    if (!(await ports.walk.moveTo(next))) return true;
  }
  return true;
}

function placeToGoOn(known: WalkPlace | undefined, now: Date): WalkPlace | undefined {
  if (known && known.phase !== 'done') return known;
  if (known && now.getTime() < known.startedAt.getTime() + betweenMs) return undefined;
  return { phase: 'versions', startedAt: now, seq: known?.seq ?? 0 };
}

async function walkVersions(ports: OrphanPorts, place: WalkPlace, tally: OrphanTally): Promise<WalkPlace> {
  const { items, next } = await ports.bucket.versions(place.next);
  const strangers = await findUnrecorded(ports, items, (file, { versionId }) =>
    knowsVersion(file, versionId),
  );
  for (const { key, versionId } of strangers) {
    await tally.of(key, () =>
      removeAfterGrace(ports, `${key}#${versionId}`, () => ports.store.removeVersion(key, versionId)),
    );
  }
  const { startedAt, seq } = place;
  return next ? { ...place, next } : { phase: 'uploads', startedAt, seq };
}

async function walkUploads(ports: OrphanPorts, place: WalkPlace, tally: OrphanTally): Promise<WalkPlace> {
  const { items, next } = await ports.bucket.uploads(place.next);
  const strangers = await findUnrecorded(ports, items, (file, { uploadId }) => awaitsParts(file, uploadId));
  for (const { key, uploadId } of strangers) {
    await tally.of(key, () =>
      removeAfterGrace(ports, `${key}#${uploadId}`, () => ports.store.abortParts(key, uploadId)),
    );
  }
  const { startedAt, seq } = place;
  return next ? { ...place, next } : { phase: 'done', startedAt, seq };
}

/** The orphans of a page. A record that is missing, or does not match, is read once more, strongly consistent. */
async function findUnrecorded<Listed extends { readonly key: string }>(
  { files, orphans }: OrphanPorts,
  items: readonly Listed[],
  knows: (file: FileRecord, item: Listed) => boolean,
): Promise<Listed[]> {
  const ids = [...new Set(items.flatMap(({ key }) => idInKey(key) ?? []))];
  const records = new Map((await orphans.records(ids)).map((file) => [file.id, file]));
  const isOf = (file: FileRecord | undefined, item: Listed) =>
    file !== undefined && file.key === item.key && knows(file, item);
  const strangers: Listed[] = [];
  for (const item of items) {
    const id = idInKey(item.key);
    const isRecorded = id !== undefined && (isOf(records.get(id), item) || isOf(await files.get(id), item));
    if (!isRecorded) strangers.push(item);
  }
  return strangers;
}

/** Whether the record has pinned this version, or may still pin it. */
function knowsVersion({ status, version }: FileRecord, versionId: string): boolean {
  switch (status) {
    case 'pending':
    case 'completing':
    case 'expired':
      return true;
    case 'uploaded':
    case 'held':
    case 'verified':
      return version?.versionId === versionId;
    case 'rejected':
    case 'aborted':
    case 'deleted':
      return false;
  }
}

const awaitsParts = ({ status, parts }: FileRecord, uploadId: string): boolean =>
  (status === 'pending' || status === 'completing') && parts?.uploadId === uploadId;

async function removeAfterGrace(
  { now, settings, orphans }: OrphanPorts,
  name: string,
  remove: () => Promise<void>,
): Promise<OrphanOutcome> {
  const seenAt = await orphans.recordSighting(name, now());
  if (now().getTime() < seenAt.getTime() + settings.orphanGraceSeconds * 1000) return 'orphan';
  await remove();
  return 'orphan-removed';
}
