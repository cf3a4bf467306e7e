import { managedFile } from '../access/reach.js';
import type { Subject } from '../access/subject.js';
import { maxMetadataEntries } from '../upload/declaration.js';
import { blockedEnding, endingOf } from '../content/index.js';
import type { FileRecord } from '../file/file.js';
import { changed, type FileChanges, type Files } from '../file/files.js';
import { Problem } from '../problem.js';
import { refuseOtherRevision } from './revision.js';

export interface ChangeRequest {
  readonly filename?: string | undefined;
  /** Merged into what there is (RFC 7396): `null` takes an entry away, those that are not named stay. */
  readonly metadata?: Readonly<Record<string, string | null>> | undefined;
}

/**
 * Changes what the owner says of a file; its bytes and verdict stay. `revisions` are those on which the change may be
 * made, any by default. Refuses with `revision-mismatch`, or `invalid-request` for what an upload could not have said.
 */
export async function changeFile(
  { files }: { readonly files: Files },
  subject: Subject,
  id: string,
  request: ChangeRequest,
  revisions?: readonly number[],
): Promise<FileRecord> {
  const file = await changed(
    files,
    () => managedFile(files, subject, id),
    (read) => {
      refuseOtherRevision(read, revisions);
      return changesOf(read, request);
    },
  );
  if (!file) throw new Problem('conflict', 'The file kept changing; send the request again');
  return file;
}

/** Undefined where all is as wished: a repeated request leaves the revision alone. */
function changesOf(file: FileRecord, { filename, metadata }: ChangeRequest): FileChanges | undefined {
  const isRenamed = filename !== undefined && filename !== file.filename;
  if (isRenamed) refuseBlockedEnding(file.filename, filename);
  const merged = metadata && merge(file.metadata, metadata);
  const isMerged = merged !== undefined && !sameEntries(merged, file.metadata);
  if (!isRenamed && !isMerged) return undefined;
  return { ...(isRenamed && { filename }), ...(isMerged && { metadata: merged }) };
}

/** A picture that was verified must not come back as a program by its name. The ending it was judged with may stay. */
function refuseBlockedEnding(before: string, filename: string): void {
  const ending = blockedEnding(filename);
  if (ending === undefined || ending === endingOf(before)) return;
  const detail = `names that end in .${ending} are refused`;
  throw new Problem('invalid-request', `/filename: ${detail}`, [{ pointer: '/filename', detail }]);
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

const sameEntries = (one: FileRecord['metadata'], other: FileRecord['metadata']) =>
  Object.keys(one).length === Object.keys(other).length &&
  Object.entries(one).every(([name, value]) => other[name] === value);
