import type { CheckState, FileRecord, StoredVersion } from '../file/file.js';
import type { RecordChanges, FileDecision, Files } from '../file/files.js';
import type { ScanResult } from './malware-scan.js';
import { idInKey } from '../file/object-key.js';
import { removeRejected, removeUnpinned } from './removal.js';
import { updateRecord, type Validation, type ValidationPorts } from './validation.js';
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
  const arrival = (read: FileRecord): RecordChanges => ({
    status: 'uploaded',
    version,
    uploadedAt: now(),
    checks: { ...read.checks, malware },
  });
  const { file: claimed } = await updateRecord(claimable(ports), file, (read) => ({
    changes: awaitsBytes(read) ? arrival(read) : undefined,
  }));
  if (!isOpen(claimed, version, news.scan)) return removeUnpinned(ports, claimed, version.versionId);

  const judged = claimed.checks.type === 'pending' ? await judgeObject(ports, claimed, object) : undefined;
  return applyVerdict(ports, claimed, version, { judged, scan: news.scan });
}

/** Bytes that were not stored as was asked are not looked at: whatever they are, no reader may see them. */
async function judgeObject(
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

/**
 * What a look at the record decides: the verdict's status, or that there is none to write.
 * - `decided`: another event decided this version, or the record has another
 * - `unchanged`: the verdict is what the record says already
 * - `gone`: the version was deleted before it could be tagged
 */
interface VerdictDecision extends FileDecision {
  readonly result: 'uploaded' | 'verified' | 'rejected' | 'held' | 'decided' | 'unchanged' | 'gone';
}

/** Weighs what is known and writes the verdict; a clean version is tagged first (docs/decisions/0004-two-locks-on-reading.md). */
async function applyVerdict(
  ports: ValidationPorts,
  known: FileRecord,
  version: StoredVersion,
  { judged, scan }: Evidence,
): Promise<Validation> {
  const { files, store, now, policy } = ports;
  const { versionId } = version;
  const { file, decision } = await updateRecord(files, known, async (read): Promise<VerdictDecision> => {
    if (!isOpen(read, version, scan)) return { result: 'decided' };
    const verdict = weigh(read, { judged, scan: scan ?? overdue(ports, read) }, policy);
    if (changesNothing(read, verdict)) return { result: 'unchanged' };
    if (verdict.status !== 'verified') return { result: verdict.status, changes: verdict };
    const isTagged = await store.tag(read.key, versionId, 'clean');
    return isTagged ? { result: 'verified', changes: { ...verdict, verifiedAt: now() } } : { result: 'gone' };
  });

  switch (decision.result) {
    case 'decided':
      return removeUnpinned(ports, file, versionId);
    case 'unchanged':
      return file.status === 'uploaded' ? awaitScan(ports, file, versionId) : { outcome: 'duplicate', file };
    case 'uploaded':
      return awaitScan(ports, file, versionId);
    case 'rejected':
      await removeRejected(ports, file, versionId);
      return { outcome: 'rejected', file };
    case 'verified':
    case 'held':
    case 'gone':
      return { outcome: decision.result, file };
  }
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

async function awaitScan(ports: ValidationPorts, file: FileRecord, versionId: string): Promise<Validation> {
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
