import type { Checks, FileRecord, Reason, StoredVersion } from './file.js';
import { changed, type EndedFiles, type FileChanges, type Files } from './files.js';
import { idInKey } from './object-key.js';
import type { Quota } from './usage.js';

/** S3's word that an object was created. May come twice, late or out of order. */
export interface ObjectCreated {
  readonly key: string;
  readonly sequencer: string;
  /** Some S3-compatible stores leave it out; then the newest version is meant. */
  readonly versionId?: string;
}

export interface StoredObject {
  readonly versionId: string;
  readonly sizeBytes: number;
  /** Base64; only where the upload carried one. */
  readonly sha256?: string;
  readonly crc64nvme?: string;
}

/** What the content check says of stored bytes. */
export interface ContentVerdict {
  readonly verdict: 'accept' | 'reject';
  readonly detectedType: string;
  readonly reasons: readonly Reason[];
  readonly warnings: readonly Reason[];
  readonly width?: number;
  readonly height?: number;
}

export interface Verdict extends Omit<ContentVerdict, 'verdict'> {
  readonly status: 'verified' | 'rejected';
  readonly checks: Checks;
}

export interface ValidateObjectPorts {
  readonly now: () => Date;
  /** For bytes that arrive after their upload has expired: they need room again. */
  readonly quota: Quota;
  readonly files: Files & EndedFiles;
  readonly store: {
    /** @returns undefined where there is no such object or version */
    head(key: string, versionId?: string): Promise<StoredObject | undefined>;
    /** @returns false where there is no such version */
    tag(key: string, versionId: string, verdict: 'clean' | 'rejected'): Promise<boolean>;
    removeVersion(key: string, versionId: string): Promise<void>;
  };
  readonly checkContent: (file: FileRecord, object: StoredObject) => Promise<ContentVerdict>;
}

/**
 * How an event ended; counted, so that an operator sees replays and strangers.
 * - `unknown-key`: no record of ours names this key; nothing was touched
 * - `gone`: the version was deleted before it could be looked at
 * - `duplicate`: this version has its verdict already
 * - `late-version`: another version was pinned, or the file is deleted; this one was removed
 */
export type Outcome = 'verified' | 'rejected' | 'unknown-key' | 'gone' | 'duplicate' | 'late-version';

export interface Validation {
  readonly outcome: Outcome;
  readonly file?: FileRecord;
  readonly verdict?: Verdict;
}

/** Checks what was stored and moves the record, once, whatever the events do. Throws where S3 or the table fail: retry. */
export async function validateObject(ports: ValidateObjectPorts, event: ObjectCreated): Promise<Validation> {
  const { files, store, now } = ports;
  const id = idInKey(event.key);
  const file = id ? await files.get(id) : undefined;
  if (file?.key !== event.key) return { outcome: 'unknown-key' };

  const object = await store.head(event.key, event.versionId);
  if (!object) return { outcome: 'gone', file };
  const version: StoredVersion = { versionId: object.versionId, sequencer: event.sequencer };
  const isPinned = (read: FileRecord) =>
    read.status === 'uploaded' && read.version?.versionId === version.versionId;

  const arrived = file.status === 'expired' ? await revived(ports, file, version) : file;
  const claimed = await moved(ports, arrived, (read) =>
    awaitsBytes(read) ? { status: 'uploaded', version, uploadedAt: now() } : undefined,
  );
  if (!isPinned(claimed)) return settled(ports, claimed, version);

  const verdict = judge(claimed, object, await ports.checkContent(claimed, object));
  const tagged = await store.tag(
    file.key,
    version.versionId,
    verdict.status === 'verified' ? 'clean' : 'rejected',
  );
  if (!tagged) return { outcome: 'gone', file };
  let isOurs = false;
  const latest = await moved(ports, claimed, (read) => {
    isOurs = isPinned(read);
    return isOurs ? settlement(verdict, object, now()) : undefined;
  });
  if (!isOurs) return settled(ports, latest, version);
  if (verdict.status === 'rejected') await store.removeVersion(file.key, version.versionId);
  return { outcome: verdict.status, file: latest, verdict };
}

/** A slow PUT that began in time may end after its upload has expired: its file goes on, if there is room for it. */
async function revived(
  { files, quota, now }: ValidateObjectPorts,
  file: FileRecord,
  version: StoredVersion,
): Promise<FileRecord> {
  const uploadedAt = now();
  const result = await files.revive(
    file,
    { status: 'uploaded', version, uploadedAt, keepUntil: undefined },
    quota,
  );
  if (result !== 'over-quota') return result ?? file;
  const message = 'the bytes arrived after the upload had expired, and there was no room left for them';
  return (
    (await files.change(file, {
      status: 'rejected',
      version,
      reasons: [{ code: 'quota-exceeded', message }],
    })) ?? file
  );
}

const awaitsBytes = ({ status }: FileRecord) => status === 'pending' || status === 'completing';

/** The record after `decide`'s change, or as it is where there is none to make. `file` was read already. */
async function moved(
  { files }: ValidateObjectPorts,
  file: FileRecord,
  decide: (file: FileRecord) => FileChanges | undefined,
): Promise<FileRecord> {
  let read: FileRecord | undefined = file;
  const next = async () => {
    const known = read ?? (await files.get(file.id));
    read = undefined;
    if (!known) throw new Error(`the record of ${file.id} is gone`);
    return known;
  };
  const now = await changed(files, next, decide);
  if (!now) throw new Error(`the record of ${file.id} kept changing: try again`);
  return now;
}

/** A form may send less than it was allowed to: what counts from here on is what is stored. */
function settlement(verdict: Verdict, { sizeBytes }: StoredObject, at: Date): FileChanges {
  return verdict.status === 'verified' ? { ...verdict, sizeBytes, verifiedAt: at } : verdict;
}

/** The record has moved on, with this version or without it. A version that no reader may ever see is removed. */
async function settled(
  { store }: ValidateObjectPorts,
  file: FileRecord,
  { versionId }: StoredVersion,
): Promise<Validation> {
  const pinned = file.version?.versionId === versionId;
  switch (file.status) {
    case 'pending':
    case 'completing':
      throw new Error(`file ${file.id} still awaits its bytes: try again`);
    case 'uploaded':
    case 'verified':
      if (pinned) return { outcome: 'duplicate', file };
      break;
    case 'rejected':
    case 'expired':
    case 'aborted':
    case 'deleted':
      break;
  }
  // For a pinned version this finishes a removal that a crash cut short.
  await store.removeVersion(file.key, versionId);
  return { outcome: pinned ? 'duplicate' : 'late-version', file };
}

function judge(file: FileRecord, object: StoredObject, content: ContentVerdict): Verdict {
  const { verdict, ...seen } = content;
  const reasons: Reason[] = [];
  const size =
    file.method === 'post' ? object.sizeBytes <= file.sizeBytes : object.sizeBytes === file.sizeBytes;
  if (!size) {
    reasons.push({
      code: 'size-mismatch',
      message: `declared ${file.sizeBytes} bytes, found ${object.sizeBytes}`,
    });
  }
  const checksum = checksumState(file, object);
  if (checksum === 'failed') {
    reasons.push({
      code: 'checksum-mismatch',
      message: 'the stored checksum is not the one that was declared',
    });
  }
  const type = verdict === 'accept';
  return {
    ...seen,
    status: size && checksum !== 'failed' && type ? 'verified' : 'rejected',
    checks: { size: size ? 'passed' : 'failed', checksum, type: type ? 'passed' : 'failed' },
    reasons: [...reasons, ...content.reasons],
  };
}

function checksumState(file: FileRecord, object: StoredObject): 'passed' | 'failed' | 'skipped' {
  if (!file.sha256 && !file.crc64nvme) return 'skipped';
  const sha256 = !file.sha256 || object.sha256 === file.sha256;
  const crc64nvme = !file.crc64nvme || object.crc64nvme === file.crc64nvme;
  return sha256 && crc64nvme ? 'passed' : 'failed';
}
