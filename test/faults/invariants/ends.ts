import type { FileRecord } from '../../../lambda/core/file/file.js';
import type { Sent, Snapshot, Transition } from '../model/snapshot.js';

/**
 * Held files wait for an administrator, verified and rejected ones for nothing; the others leave only their last event.
 */
const mayStay = ['verified', 'rejected', 'held', 'expired', 'aborted', 'deleted'];
export const mayHaveGone = ['expired', 'aborted', 'deleted'];

/** I7: every upload ends, by an action or by time, and its bytes are not left unchecked. */
export function* everyUploadEnds(snapshot: Snapshot): Generator<string> {
  const records = new Map(snapshot.records.map((file) => [file.id, file]));
  for (const [id, last] of lastTransitions(snapshot)) {
    const record = records.get(id);
    if (record ? !mayStay.includes(record.status) : !mayHaveGone.includes(last.to))
      yield `${id} ends ${record ? 'as' : 'removed as'} ${last.to}`;
    const sent = snapshot.sent.filter((one) => one.id === id);
    yield* endIsDeserved(snapshot, record ?? last.file, sent);
  }
}

const lastTransitions = ({ transitions }: Snapshot): Map<string, Transition> =>
  new Map(transitions.map((transition) => [transition.id, transition]));

function* endIsDeserved(
  { ended, erasedOwners }: Snapshot,
  file: FileRecord,
  sent: readonly Sent[],
): Generator<string> {
  const { id, status, deletedFor, reasons } = file;
  const codes = reasons.map(({ code }) => code);
  if (status === 'aborted' && !ended.has(id)) yield `${id} is aborted, and nobody asked`;
  if (status === 'expired' && sent.length > 0)
    yield `${id} is expired, though S3 took ${sent.length} times its bytes`;
  if (status === 'deleted') {
    if (deletedFor === 'request' && !ended.has(id)) yield `${id} is deleted, and nobody asked`;
    if (deletedFor === 'erasure' && !erasedOwners.has(file.owner)) yield `${id} is erased, and nobody asked`;
  }
  if (codes.includes('bytes-missing')) yield `${id} is said to have lost its bytes, which nobody removed`;
  const deserves =
    file.decision?.verdict === 'reject' ||
    codes.some((code) => code === 'quota-exceeded' || code.startsWith('malware-'));
  const isHonest = sent.every(({ truth, sizeBytes }) => truth === 'honest' && sizeBytes <= file.sizeBytes);
  if (status === 'rejected' && isHonest && !deserves)
    yield `${id} is rejected for ${codes.join()}, and was honest`;
}
