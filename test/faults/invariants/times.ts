import { expiryOf } from '../../../lambda/core/file/file.js';
import type { Snapshot } from '../model/snapshot.js';

/** Of the files at the time of an owner's erasure request, none is left. */
export function* erasuresAreWhole({ records, erasures }: Snapshot): Generator<string> {
  const left = new Map(records.map(({ id, status }) => [id, status]));
  for (const { files } of erasures) {
    for (const id of files) {
      const status = left.get(id);
      if (status && status !== 'deleted' && status !== 'aborted')
        yield `${id} was to be erased, and is ${status}`;
    }
  }
}

/** No file exists after its retention. */
export function* nothingOutlivesItsTime({ records, now }: Snapshot): Generator<string> {
  for (const file of records) {
    const end = expiryOf(file);
    const isKept = ['held', 'verified', 'rejected'].includes(file.status);
    if (isKept && end && end < now) yield `${file.id} is ${file.status} after the end of its time`;
  }
}
