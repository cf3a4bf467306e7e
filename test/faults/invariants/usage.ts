import type { FileRecord } from '../../../lambda/core/file/file.js';
import type { Usage } from '../../../lambda/core/file/usage.js';
import type { Snapshot } from '../model/snapshot.js';
import { isSame, nothing, sum } from '../simulation/amounts.js';

/** What a file counts for, defined independently of the code under test. */
export function countOf({ status, reservedBytes, sizeBytes }: FileRecord): Usage {
  if (['pending', 'completing', 'uploaded', 'held'].includes(status))
    return { files: 1, bytes: reservedBytes, pendingFiles: 1 };
  return status === 'verified' ? { files: 1, bytes: sizeBytes, pendingFiles: 0 } : nothing;
}

export const recount = (records: Iterable<FileRecord>, owner: string): Usage =>
  [...records]
    .filter((file) => file.owner === owner)
    .map(countOf)
    .reduce(sum, nothing);

/** I6: usage is exactly the sum of the records. */
export function* usageIsExact({ records, usages }: Snapshot): Generator<string> {
  for (const owner of new Set([...usages.keys(), ...records.map((file) => file.owner)])) {
    const [stands, counted] = [usages.get(owner) ?? nothing, recount(records, owner)];
    if (!isSame(stands, counted))
      yield `usage of ${owner} is ${JSON.stringify(stands)}, its files come to ${JSON.stringify(counted)}`;
  }
}
