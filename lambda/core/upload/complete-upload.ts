import { managedFile } from '../access/reach.js';
import type { Subject } from '../access/subject.js';
import type { FileRecord, Parts } from '../file/file.js';
import type { Files } from '../file/files.js';
import { partLength } from './part-plan.js';
import { Problem } from '../problem.js';
import type { Policy } from '../settings/policy.js';
import { uploadEnded } from './renew-upload.js';
import { partsOf } from './signed-upload.js';
import type { ListPartsPorts, StoredPart } from './upload-parts.js';

/**
 * The result of S3's CompleteMultipartUpload.
 * - `joined`: success
 * - `unknown`: it may have succeeded: a timeout, or a response caused by another request (the upload or the key
 *   exists already); the event or the next call decides
 * - `parts-changed`: a part was sent again after it was listed, or the declared checksum does not match;
 *   nothing was joined
 */
export type Joining = 'joined' | 'unknown' | 'parts-changed';

export interface CompleteUploadPorts extends Pick<ListPartsPorts, 'listParts'> {
  readonly files: Files;
  readonly policy: Pick<Policy, 'minSizeBytes'>;
  readonly join: (file: FileRecord, uploadId: string, parts: readonly StoredPart[]) => Promise<Joining>;
}

/** Parts that a problem names. */
const mostNamed = 10;

/**
 * Completes an upload. For put and post it only returns the file: the event does the work. For multipart it lists the
 * parts at S3 and lets S3 join them; idempotent, also after a crash or while S3 is joining. Throws `file-not-found`,
 * `upload-incomplete` or `upload-ended`.
 */
export async function completeUpload(
  ports: CompleteUploadPorts,
  subject: Subject,
  id: string,
): Promise<FileRecord> {
  const file = await managedFile(ports.files, subject, id);
  if (file.method !== 'multipart') return file;
  if (file.status === 'expired' || file.status === 'aborted') throw uploadEnded(file);
  if (file.status !== 'pending' && file.status !== 'completing') return file;

  const parts = partsOf(file);
  const stored = await ports.listParts(file.key, parts.uploadId);
  if (!stored) return readJoinedElsewhere(ports, subject, file);
  if (file.sizeIsMaximum) refuseUnended(file, parts, stored, ports.policy);
  else refuseIncomplete(file, parts, stored);
  const completing = await markCompleting(ports, file);
  if (!completing) return managedFile(ports.files, subject, id);
  if ((await ports.join(completing, parts.uploadId, stored)) === 'parts-changed') {
    // The parts may have to be sent again, which needs a pending file. If S3 has no such upload, another call has
    // joined them.
    if (await ports.listParts(file.key, parts.uploadId))
      await ports.files.change(completing, { status: 'pending' });
    throw new Problem(
      'upload-incomplete',
      'A part was sent again while the parts were being joined; complete it again',
    );
  }
  return completing;
}

/** `pending -> completing`, so that the sweep can finish it. @returns undefined if its status has changed */
async function markCompleting(
  { files }: CompleteUploadPorts,
  file: FileRecord,
): Promise<FileRecord | undefined> {
  if (file.status === 'completing') return file;
  const now = (await files.change(file, { status: 'completing' })) ?? (await files.get(file.id));
  return now?.status === 'completing' ? now : undefined;
}

/** S3 has no such upload: it was joined (and the event will arrive), or its parts were removed. */
async function readJoinedElsewhere(
  { files }: CompleteUploadPorts,
  subject: Subject,
  file: FileRecord,
): Promise<FileRecord> {
  const now = await managedFile(files, subject, file.id);
  if (now.status === 'pending') throw uploadEnded(now);
  return now;
}

function refuseIncomplete(file: FileRecord, parts: Parts, stored: readonly StoredPart[]): void {
  const sizes = new Map(stored.map(({ partNumber, sizeBytes }) => [partNumber, sizeBytes]));
  // A part beyond the last has no length that would be right.
  const wrong = [...sizes.keys()].filter((partNumber) => partNumber > parts.partCount);
  for (let partNumber = parts.partCount; partNumber > 0; partNumber--)
    if (sizes.get(partNumber) !== partLength(file, parts, partNumber)) wrong.unshift(partNumber);
  refuseWrong(wrong, parts.partCount);
}

/** Of a stream: its last part is the last that was sent, and may be shorter than planned. */
function refuseUnended(
  file: FileRecord,
  parts: Parts,
  stored: readonly StoredPart[],
  { minSizeBytes = 0 }: Pick<Policy, 'minSizeBytes'>,
): void {
  const count = stored.reduce((most, { partNumber }) => Math.max(most, partNumber), 0);
  const last = stored.find(({ partNumber }) => partNumber === count);
  if (!last) throw new Problem('upload-incomplete', 'No part has been sent');
  const isLastRight = last.sizeBytes <= partLength(file, parts, count);
  const sizeBytes = (count - 1) * parts.partSizeBytes + last.sizeBytes;
  refuseIncomplete(
    { ...file, sizeBytes },
    { ...parts, partCount: count },
    isLastRight ? stored : stored.filter((part) => part !== last),
  );
  if (sizeBytes >= minSizeBytes) return;
  const detail = `${sizeBytes} bytes were sent; the least that is stored here is ${minSizeBytes}`;
  throw new Problem('upload-incomplete', detail);
}

function refuseWrong(wrong: readonly number[], partCount: number): void {
  if (wrong.length === 0) return;
  const named = wrong.slice(0, mostNamed).join(', ');
  const more = wrong.length > mostNamed ? ` and ${wrong.length - mostNamed} more` : '';
  throw new Problem(
    'upload-incomplete',
    `Of ${partCount} parts, these are missing or of another length: ${named}${more}`,
  );
}
