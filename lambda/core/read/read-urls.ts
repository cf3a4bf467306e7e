import { fileNotFound, mayRead, type GrantReader } from '../access/reach.js';
import { nameOf, type Subject } from '../access/subject.js';
import type { FileRecord } from '../file/file.js';
import { isFileId } from '../file/object-key.js';
import { Problem, type ProblemCode } from '../problem.js';
import { noteRead, type NoteReadPorts } from './note-read.js';
import { signedRead, type ReadWishes, type SignedRead, type SignReadPorts } from './read-content.js';

export interface ReadUrlsPorts extends SignReadPorts, NoteReadPorts {
  readonly grants: GrantReader;
  readonly files: {
    /** The existing ones, strongly consistent, in any order. */
    getMany(ids: readonly string[]): Promise<FileRecord[]>;
  };
}

/** A presigned read, or a problem: a file that cannot be read does not affect the others. */
export type ReadUrlItem = { readonly id: string } & (
  SignedRead | { readonly code: ProblemCode; readonly detail: string }
);

/** Presigns reads of many files, in the order of the request. */
export async function readUrls(
  ports: ReadUrlsPorts,
  subject: Subject,
  ids: readonly string[],
  wishes: Pick<ReadWishes, 'disposition' | 'address'> = {},
): Promise<ReadUrlItem[]> {
  const found = await ports.files.getMany([...new Set(ids.filter(isFileId))]);
  const files = new Map(found.map((file) => [file.id, file]));
  const urls = await Promise.all(
    ids.map(async (id): Promise<ReadUrlItem> => {
      try {
        const file = files.get(id);
        const isReadable = isFileId(id) && (await mayRead(ports, subject, id, file));
        if (!file || !isReadable) throw fileNotFound();
        return { id, ...(await signedRead(ports, file, wishes)) };
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        return { id, code: error.code, detail: error.detail };
      }
    }),
  );
  const signed = urls.flatMap((url) => {
    const file = files.get(url.id);
    return file && 'url' in url ? [{ file, read: url }] : [];
  });
  await noteRead(ports, { how: 'bulk', subject: nameOf(subject) }, signed);
  return urls;
}
