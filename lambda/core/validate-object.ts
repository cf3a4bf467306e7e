import type { Checks, FileRecord, Reason, StoredVersion } from './file.js';
import { idInKey } from './object-key.js';

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
  readonly files: {
    get(id: string): Promise<FileRecord | undefined>;
    /** `pending -> uploaded`, pinning the version. @returns the record, or undefined where it is no longer pending */
    claim(file: FileRecord, version: StoredVersion, at: Date): Promise<FileRecord | undefined>;
    /** `uploaded -> verified | rejected`, only for the pinned version. @returns false where the record has moved on */
    settle(file: FileRecord, version: StoredVersion, verdict: Verdict, at: Date): Promise<boolean>;
  };
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

  const claimed =
    file.status === 'pending'
      ? ((await files.claim(file, version, now())) ?? (await files.get(file.id)))
      : file;
  if (claimed?.status !== 'uploaded' || claimed.version?.versionId !== version.versionId) {
    return settled(ports, claimed ?? file, version);
  }

  const verdict = judge(claimed, object, await ports.checkContent(claimed, object));
  const tagged = await store.tag(
    file.key,
    version.versionId,
    verdict.status === 'verified' ? 'clean' : 'rejected',
  );
  if (!tagged) return { outcome: 'gone', file };
  if (!(await files.settle(claimed, claimed.version, verdict, now()))) {
    const latest = await files.get(file.id);
    return settled(ports, latest ?? file, version);
  }
  if (verdict.status === 'rejected') await store.removeVersion(file.key, version.versionId);
  return { outcome: verdict.status, file: claimed, verdict };
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
      throw new Error(`file ${file.id} could not be claimed and is still pending: try again`);
    case 'uploaded':
    case 'verified':
      if (pinned) return { outcome: 'duplicate', file };
      break;
    case 'rejected':
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
  const size = object.sizeBytes === file.sizeBytes;
  if (!size) {
    reasons.push({
      code: 'size-mismatch',
      message: `declared ${file.sizeBytes} bytes, found ${object.sizeBytes}`,
    });
  }
  const checksum = !file.sha256 || object.sha256 === file.sha256;
  if (!checksum) {
    reasons.push({
      code: 'checksum-mismatch',
      message: 'the stored SHA-256 is not the one that was declared',
    });
  }
  const type = verdict === 'accept';
  return {
    ...seen,
    status: size && checksum && type ? 'verified' : 'rejected',
    checks: {
      size: size ? 'passed' : 'failed',
      checksum: !file.sha256 ? 'skipped' : checksum ? 'passed' : 'failed',
      type: type ? 'passed' : 'failed',
    },
    reasons: [...reasons, ...content.reasons],
  };
}
