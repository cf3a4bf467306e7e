import { isPastRetention, type FileRecord } from '../file/file.js';
import { isFileId } from '../file/object-key.js';
import { Problem } from '../problem.js';
import { granteesOf, isAdministrator, type Subject } from './subject.js';

/**
 * Who may access a file, on every route: its owner and administrators in every status, grantees to read it once it is
 * verified. Everyone else gets `file-not-found`, whether the file is another's, deleted or unknown: existence is not
 * revealed. Permissions are checked before.
 */

export interface FileReader {
  get(id: string): Promise<FileRecord | undefined>;
}

export interface GrantReader {
  /**
   * Whether one of these names may read the file. Strongly consistent: a grant that was just revoked does not count.
   */
  isGranted(fileId: string, grantees: readonly string[]): Promise<boolean>;
}

/** The file, for its owner or an administrator. */
export async function managedFile(files: FileReader, subject: Subject, id: string): Promise<FileRecord> {
  const file = await managedFileOrTombstone(files, subject, id);
  if (file.status === 'deleted') throw fileNotFound();
  return file;
}

/** As `managedFile`, including a deleted file. */
export async function managedFileOrTombstone(
  files: FileReader,
  subject: Subject,
  id: string,
): Promise<FileRecord> {
  const file = isFileId(id) ? await files.get(id) : undefined;
  if (!file || !isManager(subject, file)) throw fileNotFound();
  return file;
}

/** The file, for everyone who may read it: as `managedFile`, and for grantees if it is verified. */
export async function readableFile(
  ports: { now: () => Date; files: FileReader; grants: GrantReader },
  subject: Subject,
  id: string,
): Promise<FileRecord> {
  if (!isFileId(id)) throw fileNotFound();
  const file = await ports.files.get(id);
  const isReadable = await mayRead(ports, subject, id, file);
  if (!file || !isReadable) throw fileNotFound();
  return file;
}

/**
 * Whether the subject may read a file that was just read. Grants are queried for a missing file too, so that the
 * response takes as long as for another owner's.
 */
export async function mayRead(
  { now, grants }: { now: () => Date; grants: GrantReader },
  subject: Subject,
  id: string,
  file: FileRecord | undefined,
): Promise<boolean> {
  if (file && isManager(subject, file)) return file.status !== 'deleted' && !isPastRetention(file, now());
  const isGranted = await grants.isGranted(id, granteesOf(subject));
  return isGranted && file?.status === 'verified' && !isPastRetention(file, now());
}

export const fileNotFound = () => new Problem('file-not-found', 'No file of yours has this id');

const isManager = (subject: Subject, file: FileRecord) =>
  file.owner === subject.owner || isAdministrator(subject);
