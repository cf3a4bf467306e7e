import type { FileStatus } from '../../../lambda/core/file/file.js';
import type { Snapshot } from '../model/snapshot.js';

/** The legal transitions; a new file is `pending`. docs/architecture.md draws it. */
export const following: Readonly<Record<FileStatus, readonly FileStatus[]>> = {
  pending: ['completing', 'uploaded', 'expired', 'aborted', 'deleted'],
  // Back to `pending` if a part was sent again while S3 joined them.
  completing: ['pending', 'uploaded', 'expired', 'aborted', 'deleted'],
  uploaded: ['verified', 'rejected', 'held', 'deleted'],
  held: ['verified', 'rejected', 'deleted'],
  // A threat that is found late rejects even a verified file.
  verified: ['rejected', 'deleted'],
  rejected: ['deleted'],
  // Bytes that started in time and arrived late.
  expired: ['uploaded', 'rejected', 'deleted'],
  aborted: ['deleted'],
  deleted: [],
};

export function* everyStepIsLegal({ transitions }: Snapshot): Generator<string> {
  for (const { id, from, to } of transitions) {
    const isLegal = from === undefined ? to === 'pending' : following[from].includes(to);
    if (!isLegal) yield `${id} went from ${from ?? 'nothing'} to ${to}`;
  }
}
