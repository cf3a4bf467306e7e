import type { FileReader } from '../access/reach.js';
import type { Decision, FileRecord } from '../file/file.js';
import { isFileId } from '../file/object-key.js';
import { Problem } from '../problem.js';
import { removeRejected, removeUnpinned } from './removal.js';
import { updateRecord, type Validation, type ValidationPorts } from './validation.js';
import type { FileDecision } from '../file/files.js';

export interface DecideHeldPorts {
  readonly now: () => Date;
  readonly files: FileReader;
  /** Only `validate` may tag, so the decision is enqueued for it, possibly twice. */
  readonly notifyValidator: (id: string, decision: Decision) => Promise<void>;
}

/**
 * An administrator's decision on a held file: release or reject it. Applied asynchronously; idempotent. Throws
 * `file-not-found`, or `file-not-held` if there is nothing to decide.
 */
export async function decideHeld(
  { now, files, notifyValidator }: DecideHeldPorts,
  by: string,
  id: string,
  verdict: Decision['verdict'],
): Promise<FileRecord> {
  const file = isFileId(id) ? await files.get(id) : undefined;
  if (!file || file.status === 'deleted') throw new Problem('file-not-found', 'No file has this id');
  if (file.status === 'held') {
    await notifyValidator(id, { verdict, by, at: now() });
    return file;
  }
  if (file.decision?.verdict === verdict) return file;
  throw new Problem('file-not-held', `The file is not held: its status is ${file.status}`);
}

interface HeldDecision extends FileDecision {
  /** `decided`: the file is not held any more; `gone`: its version was deleted before it could be tagged. */
  readonly result: 'verified' | 'rejected' | 'decided' | 'gone';
}

/** Applies a decision, once: the first wins. A file that is no longer held stays unchanged. */
export async function carryOut(
  ports: Pick<ValidationPorts, 'files' | 'store' | 'now'>,
  id: string,
  decision: Decision,
): Promise<Validation> {
  const { files, store, now } = ports;
  const known = await files.get(id);
  const versionId = known?.version?.versionId;
  if (!known || !versionId) return { outcome: 'unknown-key' };

  const status = decision.verdict === 'release' ? 'verified' : 'rejected';
  const { file, decision: taken } = await updateRecord(files, known, async (read): Promise<HeldDecision> => {
    if (read.status !== 'held') return { result: 'decided' };
    if (status === 'rejected') return { result: status, changes: { status, decision } };
    const isTagged = await store.tag(read.key, versionId, 'clean');
    return isTagged
      ? { result: status, changes: { status, decision, verifiedAt: now() } }
      : { result: 'gone' };
  });
  if (taken.result === 'decided') return removeUnpinned(ports, file, versionId);
  if (taken.result === 'rejected') await removeRejected(ports, file, versionId);
  return { outcome: taken.result, file };
}
