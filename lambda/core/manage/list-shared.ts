import { granteesOf, type Subject } from '../access/subject.js';
import { isPastRetention, type FileRecord } from '../file/file.js';
import { answered, isWanted, wanted, type ListAnswer, type ListRequest } from './list-files.js';
import { isEmpty, placesAfter, type Places } from './list-places.js';
import { grantIdOf } from '../grant/grant.js';

export interface ListSharedPorts {
  readonly now: () => Date;
  readonly shared: {
    /**
     * Files with a grant to any of these names according to the index, newest first, each once, at most `limit`.
     * @returns also the last position that was read, if more may follow
     */
    candidates(
      grantIds: readonly string[],
      places: Places,
      limit: number,
    ): Promise<{ found: readonly SharedPlace[]; lastId?: string }>;
    /** Those with a grant now (strongly consistent). */
    readGranted(found: readonly SharedPlace[]): Promise<readonly FileRecord[]>;
  };
}

/** A file, and the grant of the subject that lists it. */
export interface SharedPlace {
  readonly fileId: string;
  readonly grantIds: readonly string[];
}

/** How many more times one request reads the index if few of the results can be shown. */
const rounds = 4;

/**
 * One page of the verified files that are granted to the subject, as a user or in a group; newest first. The partitions
 * of the subject's names are read in parallel, and a cursor is a position in all of them.
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
    const granted = await shared.readGranted(found);
    const isShown = (file: FileRecord) => file.status === 'verified' && !isPastRetention(file, now());
    for (const file of granted) if (isShown(file) && isWanted(filter, file)) files.push(file);
    if (lastId === undefined) return answered({ files });
    if (files.length === limit || round === rounds - 1) return answered({ files, lastId });
    left = placesAfter(lastId, left);
  }
  return answered({ files });
}
