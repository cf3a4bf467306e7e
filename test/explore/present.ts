import { createHash } from 'node:crypto';
import type { FileRecord } from '../../lambda/core/file/file.js';
import { countOf } from '../faults/invariants/usage.js';
import type { Table } from '../faults/simulation/table.js';
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
  mayEndAt: [0],
  lookAt: [900],
  failingSince: [432_000],
  startedAt: [86_400],
};
/** Of orphans, which are in pairs with their names. */
const otherThresholds = [172_800];

/**
 * The present of a world in one canonical form: without revisions, with times relative to now, ids in the order of
 * their appearance. Two worlds with the same one have the same future; their pasts may differ.
 */
export function presentOf({ simulation, system, mishaps, scope }: ChosenWorld): string {
  const { lags, announces, commands } = scope;
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
  const isErased = table.erasures.size > 0 || commands.includes('erase');
  const text = JSON.stringify(
    [
      ...[
        mishaps,
        [...table.records.values()].map((file) => liveOf(file, isErased)),
        liveUsages(table),
        table.erasures,
        table.orphans,
        table.walk,
      ],
      [...table.keys].map(([name, { id }]) => [name, id]),
      ...[bucket.versions, bucket.uploads, access.shares, access.present(), subscribers.present()],
      announces ? receivedBy(simulation) : [],
      lags ? [owners, waiting, replica].map((index) => index.behind()) : [],
      ...[
        stream.unread(),
        repeated(system.queue.failed()),
        system.queue.scanned,
        system.readers.present(),
        system.ended,
        system.erasedOwners,
      ],
      repeated(simulation.pending.map(({ at, what }) => `${what} ${at > now.getTime() ? 'later' : 'due'}`)),
      table.erasureRequests.length,
      system.known.map(({ id, signedUntil }) => ({ id, signedUntil })),
      [...bucket.ever.values()].map(({ truth, sizeBytes }) => [truth, sizeBytes]),
    ],
    plain,
  );
  return createHash('sha256').update(renamed(text)).digest('base64');
}

/** What of a record its status still makes anyone read: the rest differs without a consequence. */
function liveOf(file: FileRecord, isErased: boolean): object {
  const { status, createdAt, uploadExpiresAt, uploadedAt, swept, ...others } = file;
  const isOpen = status === 'pending' || status === 'completing';
  const isUploaded = status === 'uploaded' || status === 'held';
  const waitsForSweep = isOpen || status === 'uploaded' || status === 'expired' || status === 'aborted';
  return {
    status,
    ...others,
    ...((isOpen || isErased || file.expiresInSeconds !== undefined) && { createdAt }),
    ...(isOpen ? { uploadExpiresAt } : countOf(file).files > 0 && { mayEndAt: uploadExpiresAt }),
    ...(isUploaded && { uploadedAt }),
    ...(waitsForSweep && { swept: file.method === 'multipart' ? swept : { at: swept?.at } }),
  };
}

/** A recount is compared with the last one only if nothing has changed in between. */
const liveUsages = ({ usages }: Table): readonly object[] =>
  [...usages.values()].map(({ lastLook, ...usage }) => ({
    ...usage,
    ...(lastLook?.seq === usage.seq && { lookAt: lastLook.at }),
  }));

/** Of messages that are alike, whether there is one or more: they arrive at least once. */
function repeated(messages: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const message of messages) counts.set(message, Math.min((counts.get(message) ?? 0) + 1, 2));
  return [...counts].map(([message, count]) => `${message} ${count}`).sort();
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
