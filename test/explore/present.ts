import { createHash } from 'node:crypto';
import type { FileRecord } from '../../lambda/core/file/file.js';
import { countOf } from '../faults/invariants/usage.js';
import type { Table } from '../faults/simulation/table.js';
import type { ChosenWorld } from './chosen-world.js';
import { storedOf } from './moves.js';

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
  // What is created at the very time of a request belongs to it.
  requestedAt: [0.001, 10],
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
export function presentOf(world: ChosenWorld): string {
  const { simulation, system, mishaps, scope } = world;
  const { lags = [], announces, commands } = scope;
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
  const isErased = table.erasures.size > 0 || commands.includes('erase');
  const text = JSON.stringify(
    [
      ...[
        mishaps,
        [...table.records.values()].map((file) => liveOf(file, isErased)),
        [...table.records.values()].map((file) => isBeforeErasure(file, table)),
        liveUsages(table),
        table.erasures,
        table.orphans,
        table.walk,
      ],
      [...table.keys].map(([name, { id, endsAt }]) => [name, id, age('expiresAt', endsAt)]),
      system.keys.present(),
      ...[bucket.versions, bucket.uploads, access.shares, access.present(), subscribers.present()],
      announces ? receivedBy(simulation) : [],
      // The others are up to date whenever they are read.
      lags.map((index) => behindOf(table.indexes[index].behind(), table, isErased)),
      ...[
        stream.unread(),
        repeated(system.queue.failed()),
        system.queue.scanned,
        system.readers.present(),
        system.ended,
        system.erasedOwners,
      ],
      repeated(
        simulation.pending.map(
          ({ at, what }) => `${meaningOf(what, world)} ${at > now.getTime() ? 'later' : 'due'}`,
        ),
      ),
      table.erasureRequests.length,
      system.known.map(({ id, signedUntil }) => ({
        id,
        ...(storedOf(world, id) < scope.maxSends && { signedUntil }),
      })),
      [...bucket.ever.values()].map(({ truth, sizeBytes }) => [truth, sizeBytes]),
    ],
    plain,
  );
  return createHash('sha256').update(renamed(text)).digest('base64');
}

/** What of a record its status still makes anyone read: the rest differs without a consequence. */
function liveOf(file: FileRecord, isErased: boolean): object {
  const { status, createdAt, uploadExpiresAt, uploadedAt, swept, decision, ...others } = file;
  const isOpen = status === 'pending' || status === 'completing';
  const isUploaded = status === 'uploaded' || status === 'held';
  const waitsForSweep = isOpen || status === 'uploaded' || status === 'expired' || status === 'aborted';
  return {
    status,
    ...others,
    ...(decision && { decision: decision.verdict }),
    ...((isOpen || isErased || file.expiresInSeconds !== undefined) && { createdAt }),
    ...(isOpen ? { uploadExpiresAt } : countOf(file).files > 0 && { mayEndAt: uploadExpiresAt }),
    ...(isUploaded && { uploadedAt }),
    ...(waitsForSweep && { swept: file.method === 'multipart' ? swept : { at: swept?.at } }),
  };
}

/** Of an index, what it shows of records that have changed since: of the others, only that they are there. */
const behindOf = (
  shown: readonly FileRecord[] | undefined,
  { records }: Table,
  isErased: boolean,
): readonly unknown[] | undefined =>
  shown?.map((file) => (records.get(file.id) === file ? file.id : liveOf(file, isErased)));

/** Whether the erasure of its owner includes it. */
const isBeforeErasure = ({ owner, createdAt }: FileRecord, { erasures }: Table): boolean => {
  const requestedAt = erasures.get(owner)?.requestedAt;
  return requestedAt !== undefined && createdAt <= requestedAt;
};

/** A recount is compared with the last one only if nothing has changed in between. */
const liveUsages = ({ usages }: Table): readonly object[] =>
  [...usages.values()].map(({ lastLook, ...usage }) => ({
    ...usage,
    ...(lastLook?.seq === usage.seq && { lookAt: lastLook.at }),
  }));

/** Messages are alike if they have the same content for the function that receives them, and can still be lost or not. */
export function meaningOf(what: string, { mishaps, scope }: ChosenWorld): string {
  const message = what.replace(/, again$/, '');
  return mishaps < scope.maxMishaps ? message : message.replace(lookAtObject, 'Object');
}

/** `queueMessage` makes the same of each. */
const lookAtObject = /^(AWS: Object Created|waybill: Object Found|waybill: Malware Scan Awaited)\b/;

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
  'sequencer',
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
