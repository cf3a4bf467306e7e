import type { FileStatus } from '../../../lambda/core/file/file.js';
import type { Snapshot } from '../model/snapshot.js';

/** Which status may follow which; a new file is `pending`. docs/architecture.md draws it. */
export const following: Readonly<Record<FileStatus, readonly FileStatus[]>> = {
  pending: ['completing', 'uploaded', 'expired', 'aborted', 'deleted'],
  // Back to `pending` where a part was sent again while S3 joined them.
  completing: ['pending', 'uploaded', 'expired', 'aborted', 'deleted'],
  uploaded: ['verified', 'rejected', 'held', 'deleted'],
  held: ['verified', 'rejected', 'deleted'],
  // A threat that is found late ends even a verified file.
  verified: ['rejected', 'deleted'],
  rejected: ['deleted'],
  // Bytes that began in time and came late.
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
