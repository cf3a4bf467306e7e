import { managedFile } from '../access/reach.js';
import type { Subject } from '../access/subject.js';
import { maxMetadataEntries } from '../upload/declaration.js';
import type { FileRecord } from '../file/file.js';
import { refuseBlockedName } from '../file/filename.js';
import { namePolicyOf } from '../settings/blocked-extensions.js';
import { updateWithRetry, type RecordChanges, type Files } from '../file/files.js';
import { Problem } from '../problem.js';
import type { Policy } from '../settings/policy.js';
import { refuseOtherRevision } from './revision.js';

export interface ChangeRequest {
  readonly filename?: string | undefined;
  /** Merged with the present metadata (RFC 7396): `null` removes an entry, other entries stay. */
  readonly metadata?: Readonly<Record<string, string | null>> | undefined;
}

export interface ChangePorts {
  readonly files: Files;
  readonly policy: Pick<Policy, 'allowedTypes'>;
}

/**
 * Changes name and metadata of a file. With `revisions`, optimistic locking: throws `revision-mismatch` if the file has
 * none of them. Throws `invalid-request` for values that an upload could not have.
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
  if (!updated) throw new Problem('conflict', 'The file was changed concurrently; send the request again');
  return updated.file;
}

/** Undefined if nothing changes: a repeated request does not increase the revision. */
function changesOf(
  policy: ChangePorts['policy'],
  file: FileRecord,
  { filename, metadata }: ChangeRequest,
): RecordChanges | undefined {
  const isRenamed = filename !== undefined && filename !== file.filename;
  if (isRenamed) refuseBlockedName(filename, namePolicyOf(policy), file.filename);
  const merged = metadata && merge(file.metadata, metadata);
  const isMerged = merged !== undefined && !sameEntries(merged, file.metadata);
  if (!isRenamed && !isMerged) return undefined;
  return { ...(isRenamed && { filename }), ...(isMerged && { metadata: merged }) };
}

function merge(
  before: FileRecord['metadata'],
  changes: Readonly<Record<string, string | null>>,
): FileRecord['metadata'] {
  // Names of before 0.2 were stored as they were sent; `changes` has them in NFC.
  const isReplaced = (name: string) =>
    !Object.hasOwn(changes, name) && Object.hasOwn(changes, name.normalize('NFC'));
  const present = Object.entries(before).filter(([name]) => !isReplaced(name));
  const entries = new Map<string, string | null>([...present, ...Object.entries(changes)]);
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
