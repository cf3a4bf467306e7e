import type { Snapshot } from '../model/snapshot.js';

/** No link allowed more downloads than its limit, and all were counted. */
export function* linksKeepCount({ links }: Snapshot): Generator<string> {
  for (const { id, handed, counted, maxDownloads } of links) {
    if (handed > maxDownloads) yield `link ${id} gave ${handed} of ${maxDownloads} downloads`;
    if (counted !== undefined && handed > counted)
      yield `link ${id} gave ${handed} downloads, and counted ${counted}`;
  }
}

/** A deleted file has no links and no grants. */
export function* nobodyReachesWhatIsGone({ records, reachable }: Snapshot): Generator<string> {
  const there = new Set(records.filter(({ status }) => status !== 'deleted').map(({ id }) => id));
  for (const id of reachable) if (!there.has(id)) yield `${id} is gone, and somebody has a link or a grant`;
}

/** A deletion that was confirmed is done, and stays so. */
export function* noDeletedFileIsBack({ records, gone }: Snapshot): Generator<string> {
  for (const { id, status } of records)
    if (gone?.has(id) && status !== 'deleted') yield `${id} is ${status}, and its deletion was confirmed`;
}
