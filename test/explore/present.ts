import { createHash } from 'node:crypto';
import type { ChosenWorld } from './chosen-world.js';

/** How old a time must be for the system to act by it, in seconds, by the name of its field. */
const thresholds: Readonly<Record<string, readonly number[]>> = {
  createdAt: [3_600, 86_400],
  uploadExpiresAt: [-840, 0, 3_600],
  uploadedAt: [900, 1_800, 2_700],
  keepUntil: [0],
  expiresAt: [0],
  signedUntil: [0],
  revokedAt: [],
  // Of the sweep's last try, and of a recount.
  at: [300, 900, 2_700],
  dueSince: [86_400],
  requestedAt: [10],
  finishedAt: [],
  failingSince: [432_000],
  startedAt: [86_400],
};
/** Of orphans, which are in pairs with their names. */
const otherThresholds = [172_800];

/**
 * The present of a world in one canonical form: without revisions, with times relative to now, ids in the order of
 * their appearance. Two worlds with the same one have the same future; their pasts may differ.
 */
export function presentOf({ simulation, system, mishaps, scope: { lags, announces } }: ChosenWorld): string {
  const { table, bucket, access, stream, subscribers, now } = simulation;
  const age = (key: string, time: number) => {
    const seconds = (now.getTime() - time) / 1000;
    return `t${(thresholds[key] ?? otherThresholds).filter((threshold) => seconds >= threshold).length}`;
  };
  const plain = (key: string, value: unknown): unknown => {
    if (dropped.has(key)) return undefined;
    if (key === 'attempts') return Math.min(Number(value), 4);
    if (value instanceof Map) return [...(value as Map<unknown, unknown>)];
    if (value instanceof Set) return [...(value as Set<unknown>)];
    if (typeof value === 'string' && isoDate.test(value)) return age(key, Date.parse(value));
    return value;
  };
  const { owners, waiting, replica } = table.indexes;
  const text = JSON.stringify(
    [
      ...[mishaps, [...table.records.values()], table.usages, table.erasures, table.orphans, table.walk],
      [...table.keys].map(([name, { id }]) => [name, id]),
      ...[bucket.versions, bucket.uploads, access.shares, access.present(), subscribers.present()],
      announces ? receivedBy(simulation) : [],
      lags ? [owners, waiting, replica].map((index) => index.behind()) : [],
      ...[
        stream.unread(),
        system.queue.failed(),
        system.queue.scanned,
        system.readers.present(),
        system.ended,
        system.erasedOwners,
      ],
      [...simulation.pending].map(({ at, what }) => `${what} ${at > now.getTime() ? 'later' : 'due'}`).sort(),
      table.erasureRequests.length,
      system.known.map(({ id, signedUntil }) => ({ id, signedUntil })),
      [...bucket.ever.values()].map(({ truth, sizeBytes }) => [truth, sizeBytes]),
    ],
    plain,
  );
  return createHash('sha256').update(renamed(text)).digest('base64');
}

/** Which kinds of event the bus and the subscribers have: there is one file, and one event of each kind. */
const receivedBy = ({ stream, subscribers }: ChosenWorld['simulation']): readonly string[][] =>
  [stream.heard, ...subscribers.all().map(({ got }) => got)].map((events) =>
    [...new Set(events.map(({ type }) => type))].sort(),
  );

/** Grow without end, or say when something was, and change nothing that is to come. */
const dropped = new Set([
  'revision',
  'seq',
  'filename',
  'etag',
  'storedAt',
  'lastUsedAt',
  'verifiedAt',
  'message',
  'requestHash',
]);
const isoDate = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** Ids, versions and uploads by the order in which they appear. */
function renamed(text: string): string {
  const names = new Map<string, string>();
  return text.replace(
    /files\/..\/|[0-9a-f]{8}-[0-9a-f]{4}-7000-8000-[0-9a-f]{12}|\bv\d+\b|\bupload\d+\b/g,
    (name) => {
      if (name.startsWith('files/')) return '';
      const known = names.get(name) ?? `#${names.size}`;
      names.set(name, known);
      return known;
    },
  );
}
