import type { FileRecord } from './file.js';
import { isFileId } from './object-key.js';
import { Problem } from './problem.js';

export interface FileReader {
  get(id: string): Promise<FileRecord | undefined>;
}

/** The owner's file. Another's, a deleted and an unknown one are the same `file-not-found`: existence must not show. */
export async function ownFile(files: FileReader, owner: string, id: string): Promise<FileRecord> {
  const file = await ownFileOrTombstone(files, owner, id);
  if (file.status === 'deleted') throw notFound();
  return file;
}

/** As `ownFile`, and a file that its owner has deleted. */
export async function ownFileOrTombstone(files: FileReader, owner: string, id: string): Promise<FileRecord> {
  const file = isFileId(id) ? await files.get(id) : undefined;
  if (file?.owner !== owner) throw notFound();
  return file;
}

const notFound = () => new Problem('file-not-found', 'No file of yours has this id');
