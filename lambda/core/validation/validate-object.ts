import type { CheckState, FileRecord, StoredVersion } from '../file/file.js';
import type { FileChanges, Files } from '../file/files.js';
import type { ScanResult } from './malware-scan.js';
import { idInKey } from '../file/object-key.js';
import { moved, removeRejected, settled, type Validation, type ValidationPorts } from './validation.js';
import { archived, ArchivedObject, unaskedProperties } from './stored-properties.js';
import { judge, judgeUnread, weigh, type Evidence, type Judgement, type StoredObject } from './verdict.js';

/**
 * News of a stored object: S3's word that it was created, the result of its malware scan, or our own reminder that the
 * result is awaited. May come twice, late or out of order.
 */
export interface ObjectNews {
  readonly key: string;
  /** Of S3's own event; others have none. */
  readonly sequencer?: string;
  /** Some S3-compatible stores leave it out; then the newest version is meant. */
  readonly versionId?: string;
  readonly scan?: ScanResult;
}

/** Checks what was stored and moves the record, once, whatever the events do. Throws where S3 or the table fail: retry. */
export async function validateObject(ports: ValidationPorts, news: ObjectNews): Promise<Validation> {
  const { files, store, now, policy } = ports;
  const id = idInKey(news.key);
  const file = id ? await files.get(id) : undefined;
  if (file?.key !== news.key) return { outcome: 'unknown-key' };

  const object = await store.head(news.key, news.versionId);
  if (!object) return { outcome: 'gone', file };
  const version: StoredVersion = { versionId: object.versionId, sequencer: news.sequencer ?? '' };

  const malware: CheckState = policy.malware ? 'pending' : 'skipped';
  const arrival = (read: FileRecord): FileChanges => ({
    status: 'uploaded',
    version,
    uploadedAt: now(),
    checks: { ...read.checks, malware },
  });
  const claimed = await moved(claimable(ports), file, (read) =>
    awaitsBytes(read) ? arrival(read) : undefined,
  );
  if (!isOpen(claimed, version, news.scan)) return settled(ports, claimed, version.versionId);

  const judged = claimed.checks.type === 'pending' ? await judgement(ports, claimed, object) : undefined;
  return concluded(ports, claimed, version, { judged, scan: news.scan });
}

/** Bytes that were not stored as was asked are not looked at: whatever they are, no reader may see them. */
async function judgement(
  { checkContent }: ValidationPorts,
  file: FileRecord,
  object: StoredObject,
): Promise<Judgement> {
  const unasked = unaskedProperties(file, object.properties);
  if (unasked.length > 0) return judgeUnread(file, unasked);
  try {
    return judge(file, object, await checkContent(file, object));
  } catch (error) {
    // The content check names what its reader threw as the cause.
    if (error instanceof Error && error.cause instanceof ArchivedObject) return judgeUnread(file, [archived]);
    throw error;
  }
}

/** The records, of which an expired one begins again only if there is room for it: a slow PUT that began in time may end late. */
const claimable = ({ files, policy }: ValidationPorts): Files => ({
  get: (id) => files.get(id),
  change: async (file, arrival) => {
    if (file.status !== 'expired') return files.change(file, arrival);
    const revived = await files.revive(file, { ...arrival, keepUntil: undefined }, policy.quota);
    if (revived !== 'over-quota') return revived;
    const message = 'the bytes arrived after the upload had expired, and there was no room left for them';
    return files.change(file, {
      status: 'rejected',
      version: arrival.version,
      reasons: [{ code: 'quota-exceeded', message }],
    });
  },
});

const awaitsBytes = ({ status }: FileRecord) =>
  status === 'pending' || status === 'completing' || status === 'expired';

/** Whether there is anything left to decide of this version. A threat ends even a verified file. */
function isOpen({ status, version: pinned }: FileRecord, version: StoredVersion, scan?: ScanResult): boolean {
  if (pinned?.versionId !== version.versionId) return false;
  if (status === 'held') return scan !== undefined;
  return status === 'uploaded' || (status === 'verified' && scan?.verdict === 'threats');
}

/** Weighs what is known and moves the record; a clean version is tagged first (docs/decisions/0004-two-locks-on-reading.md). */
async function concluded(
  ports: ValidationPorts,
  file: FileRecord,
  version: StoredVersion,
  { judged, scan }: Evidence,
): Promise<Validation> {
  const { files, store, now, policy } = ports;
  const { versionId } = version;
  let result: 'settled' | 'gone' | 'nothing-new' | undefined;
  const latest = await moved(files, file, async (read) => {
    result = isOpen(read, version, scan) ? undefined : 'settled';
    if (result) return undefined;
    const verdict = weigh(read, { judged, scan: scan ?? overdue(ports, read) }, policy);
    if (changesNothing(read, verdict)) result = 'nothing-new';
    else if (verdict.status === 'verified' && !(await store.tag(file.key, versionId, 'clean')))
      result = 'gone';
    return result ? undefined : { ...verdict, ...(verdict.status === 'verified' && { verifiedAt: now() }) };
  });

  if (result === 'gone') return { outcome: 'gone', file: latest };
  if (result === 'settled') return settled(ports, latest, versionId);
  if (latest.status === 'uploaded') return awaitingScan(ports, latest, versionId);
  if (result === 'nothing-new') return { outcome: 'duplicate', file: latest };
  if (latest.status === 'rejected') await removeRejected(ports, latest, versionId);
  return { outcome: latest.status as 'verified' | 'rejected' | 'held', file: latest };
}

const changesNothing = (
  file: FileRecord,
  { status, checks }: Pick<FileRecord, 'status' | 'checks'>,
): boolean =>
  file.status === status && file.checks.type === checks.type && file.checks.malware === checks.malware;

/**
 * Longer waits are made of several: a message that waited long would look like a lagging queue. None is shorter than
 * the first: after an outage the result may stand in the queue beside the news of the object.
 */
const reminderSeconds = { min: 60, max: 5 * 60 };

async function awaitingScan(
  ports: ValidationPorts,
  file: FileRecord,
  versionId: string,
): Promise<Validation> {
  const { min, max } = reminderSeconds;
  await ports.askAgain(
    file.key,
    versionId,
    Math.min(Math.max(Math.ceil(secondsLeft(ports, file)), min), max),
  );
  return { outcome: 'awaiting-scan', file };
}

/** What stands for the scan's result once none is awaited any more: never on the first look at the bytes. */
function overdue(ports: ValidationPorts, file: FileRecord): ScanResult | undefined {
  const { type, malware } = file.checks;
  const isAwaited = ports.policy.malware !== undefined && malware === 'pending' && type !== 'pending';
  return isAwaited && secondsLeft(ports, file) <= 0 ? { verdict: 'unscanned', cause: 'overdue' } : undefined;
}

function secondsLeft({ now, policy }: ValidationPorts, { uploadedAt }: FileRecord): number {
  const waited = now().getTime() - (uploadedAt ?? now()).getTime();
  return (policy.malware?.scanTimeoutSeconds ?? 0) - waited / 1000;
}
