import type { CheckState, FileRecord, StoredVersion } from '../file/file.js';
import type { RecordChanges, FileDecision, Files } from '../file/files.js';
import type { ScanResult } from './malware-scan.js';
import { idInKey } from '../file/object-key.js';
import { removeRejected, removeUnpinned } from './removal.js';
import { updateRecord, type Validation, type ValidationPorts } from './validation.js';
import { archived, ArchivedObject, unaskedProperties } from './stored-properties.js';
import { judge, judgeUnread, weigh, type Evidence, type Judgement, type StoredObject } from './verdict.js';

/**
 * A message about a stored object: S3's Object Created event, the result of its malware scan, or our own reminder of a
 * pending result. May be duplicate, late or out of order.
 */
export interface ObjectNews {
  readonly key: string;
  /** Only of S3's own event. */
  readonly sequencer?: string;
  /** Some S3-compatible stores omit it; then it is the newest version. */
  readonly versionId?: string;
  readonly scan?: ScanResult;
}

/**
 * Checks a stored object and updates the record, exactly once whatever the order of events. Throws if S3 or the table
 * fails: retry.
 */
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

/** The bytes of an object with unsigned properties are not read: it is rejected in any case. */
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
    // The content check has the reader's error as its cause.
    if (error instanceof Error && error.cause instanceof ArchivedObject) return judgeUnread(file, [archived]);
    throw error;
  }
}

/**
 * The repository, in which an expired record is reactivated only within the quota: a slow PUT may finish after the
 * expiry.
 */
const claimable = ({ files, policy }: ValidationPorts): Files => ({
  get: (id) => files.get(id),
  change: async (file, arrival) => {
    if (file.status !== 'expired') return files.change(file, arrival);
    const revived = await files.revive(file, { ...arrival, keepUntil: undefined }, policy.quota);
    if (revived !== 'over-quota') return revived;
    const message = 'the bytes arrived after the upload had expired, and exceed the quota';
    return files.change(file, {
      status: 'rejected',
      version: arrival.version,
      reasons: [{ code: 'quota-exceeded', message }],
    });
  },
});

const awaitsBytes = ({ status }: FileRecord) =>
  status === 'pending' || status === 'completing' || status === 'expired';

/** Whether a verdict for this version is still needed. A threat rejects even a verified file. */
function isOpen({ status, version: pinned }: FileRecord, version: StoredVersion, scan?: ScanResult): boolean {
  if (pinned?.versionId !== version.versionId) return false;
  if (status === 'held') return scan !== undefined;
  return status === 'uploaded' || (status === 'verified' && scan?.verdict === 'threats');
}

/**
 * The decision on the record: the verdict's status, or why none is written.
 * - `decided`: another event has decided this version, or the record has pinned another
 * - `unchanged`: the record already has this verdict
 * - `gone`: the version was deleted before it could be tagged
 */
interface VerdictDecision extends FileDecision {
  readonly result: 'uploaded' | 'verified' | 'rejected' | 'held' | 'decided' | 'unchanged' | 'gone';
}

/**
 * Combines all results and writes the verdict; a clean version is tagged first
 * (docs/decisions/0004-two-locks-on-reading.md).
 */
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
 * Longer waits are split: a message that waits long would look like a lagging queue. None is shorter than the first:
 * after an outage the result may be in the queue beside the event of the object.
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

/** The result of the scan after its timeout; never on the first check of the bytes. */
function overdue(ports: ValidationPorts, file: FileRecord): ScanResult | undefined {
  const { type, malware } = file.checks;
  const isAwaited = ports.policy.malware !== undefined && malware === 'pending' && type !== 'pending';
  return isAwaited && secondsLeft(ports, file) <= 0 ? { verdict: 'unscanned', cause: 'overdue' } : undefined;
}

function secondsLeft({ now, policy }: ValidationPorts, { uploadedAt }: FileRecord): number {
  const waited = now().getTime() - (uploadedAt ?? now()).getTime();
  return (policy.malware?.scanTimeoutSeconds ?? 0) - waited / 1000;
}
