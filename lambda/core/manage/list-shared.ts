import { granteesOf, type Subject } from '../access/subject.js';
import { isPastRetention, type FileRecord } from '../file/file.js';
import { answered, isWanted, wanted, type ListAnswer, type ListRequest } from './list-files.js';
import { isEmpty, placesAfter, type Places } from './list-places.js';
import { grantIdOf } from '../grant/grant.js';

export interface ListSharedPorts {
  readonly now: () => Date;
  readonly shared: {
    /**
     * Files of which the index says that they are granted to any of these, newest first, each once, at most `limit`.
     * @returns also the id of the last place that was looked at, where more may follow
     */
    candidates(
      grantIds: readonly string[],
      places: Places,
      limit: number,
    ): Promise<{ found: readonly SharedPlace[]; lastId?: string }>;
    /** Of those, the files that are granted as of now. */
    granted(found: readonly SharedPlace[]): Promise<readonly FileRecord[]>;
  };
}

/** A file, and by which of the subject's grants it is in the list. */
export interface SharedPlace {
  readonly fileId: string;
  readonly grantIds: readonly string[];
}

/** How often one request looks for more, where few of what it found can be shown. */
const rounds = 4;

/**
 * One page of the verified files that are granted to the subject, as a user or in a group; newest file first. The
 * subject's own partitions are read side by side, and a cursor is a place in all of them.
 */
export async function listShared(
  { now, shared }: ListSharedPorts,
  subject: Subject,
  request: ListRequest,
): Promise<ListAnswer> {
  const { limit, places, filter } = wanted(request);
  const grantIds = granteesOf(subject).map(grantIdOf);
  const files: FileRecord[] = [];
  let left = places;
  for (let round = 0; round < rounds && !isEmpty(left); round++) {
    const { found, lastId } = await shared.candidates(grantIds, left, limit - files.length);
    const granted = await shared.granted(found);
    const isShown = (file: FileRecord) => file.status === 'verified' && !isPastRetention(file, now());
    files.push(...granted.filter((file) => isShown(file) && isWanted(filter, file)));
    if (lastId === undefined) return answered({ files });
    if (files.length === limit || round === rounds - 1) return answered({ files, lastId });
    left = placesAfter(lastId, left);
  }
  return answered({ files });
}
