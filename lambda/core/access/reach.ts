import { isPastRetention, type FileRecord } from '../file/file.js';
import { isFileId } from '../file/object-key.js';
import { Problem } from '../problem.js';
import { granteesOf, isAdministrator, type Subject } from './subject.js';

/**
 * Who reaches a file, for every route: its owner and administrators whatever it is, grantees to read it once it is
 * verified. To everyone else, another's file, a deleted and an unknown one are the same `file-not-found`: existence
 * must not show. What a subject may do with what it reaches is said by its permissions, and checked before.
 */

export interface FileReader {
  get(id: string): Promise<FileRecord | undefined>;
}

export interface GrantReader {
  /** Whether one of these may read the file, as of now: a grant that was revoked a moment ago is none. */
  isGranted(fileId: string, grantees: readonly string[]): Promise<boolean>;
}

/** The file, for its owner or an administrator. */
export async function managedFile(files: FileReader, subject: Subject, id: string): Promise<FileRecord> {
  const file = await managedFileOrTombstone(files, subject, id);
  if (file.status === 'deleted') throw fileNotFound();
  return file;
}

/** As `managedFile`, and a file that was deleted. */
export async function managedFileOrTombstone(
  files: FileReader,
  subject: Subject,
  id: string,
): Promise<FileRecord> {
  const file = isFileId(id) ? await files.get(id) : undefined;
  if (!file || !isManager(subject, file)) throw fileNotFound();
  return file;
}

/** The file, for whoever may read it: as `managedFile`, and a verified one for those whom it was granted. */
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
 * Whether a file that was just read is one for this subject to read. Grants are looked up for a file that there is
 * not, too: the answer takes as long as for another's.
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
