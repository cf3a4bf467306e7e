import { managedFile } from '../access/reach.js';
import type { Subject } from '../access/subject.js';
import { maxMetadataEntries } from '../upload/declaration.js';
import type { FileRecord } from '../file/file.js';
import { refuseBlockedName } from '../file/filename.js';
import { updateWithRetry, type RecordChanges, type Files } from '../file/files.js';
import { Problem } from '../problem.js';
import type { Policy } from '../settings/policy.js';
import { refuseOtherRevision } from './revision.js';

export interface ChangeRequest {
  readonly filename?: string | undefined;
  /** Merged into what there is (RFC 7396): `null` takes an entry away, those that are not named stay. */
  readonly metadata?: Readonly<Record<string, string | null>> | undefined;
}

export interface ChangePorts {
  readonly files: Files;
  readonly policy: Pick<Policy, 'allowedTypes'>;
}

/**
 * Changes what the owner says of a file; its bytes and verdict stay. `revisions` are those on which the change may be
 * made, any by default. Refuses with `revision-mismatch`, or `invalid-request` for what an upload could not have said.
 */
export async function changeFile(
  { files, policy }: ChangePorts,
  subject: Subject,
  id: string,
  request: ChangeRequest,
  revisions?: readonly number[],
): Promise<FileRecord> {
  const updated = await updateWithRetry(
    files,
    () => managedFile(files, subject, id),
    (read) => {
      refuseOtherRevision(read, revisions);
      return { changes: changesOf(policy, read, request) };
    },
  );
  if (!updated) throw new Problem('conflict', 'The file kept changing; send the request again');
  return updated.file;
}

/** Undefined where all is as wished: a repeated request leaves the revision alone. */
function changesOf(
  policy: ChangePorts['policy'],
  file: FileRecord,
  { filename, metadata }: ChangeRequest,
): RecordChanges | undefined {
  const isRenamed = filename !== undefined && filename !== file.filename;
  if (isRenamed) refuseBlockedName(filename, policy.allowedTypes, file.filename);
  const merged = metadata && merge(file.metadata, metadata);
  const isMerged = merged !== undefined && !sameEntries(merged, file.metadata);
  if (!isRenamed && !isMerged) return undefined;
  return { ...(isRenamed && { filename }), ...(isMerged && { metadata: merged }) };
}

function merge(
  before: FileRecord['metadata'],
  changes: Readonly<Record<string, string | null>>,
): FileRecord['metadata'] {
  const entries = new Map<string, string | null>([...Object.entries(before), ...Object.entries(changes)]);
  const kept = [...entries].filter((entry): entry is [string, string] => entry[1] !== null);
  if (kept.length <= maxMetadataEntries) return Object.fromEntries(kept);
  const detail = `expected at most ${String(maxMetadataEntries)} entries, together with those that stay`;
  throw new Problem('invalid-request', `/metadata: ${detail}`, [{ pointer: '/metadata', detail }]);
}

function sameEntries(one: FileRecord['metadata'], other: FileRecord['metadata']): boolean {
  const entries = new Map(Object.entries(other));
  const found = Object.entries(one);
  return found.length === entries.size && found.every(([name, value]) => entries.get(name) === value);
}
