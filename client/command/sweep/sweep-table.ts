import type { SweepOutcome, SweepReport } from '../../../lambda/core/sweep/report.js';

/** The description of each outcome, in the order of the output. */
const meanings = {
  expired: 'uploads that got no bytes, ended',
  requeued: 'files sent to their check again',
  stuck: 'files sent to their check again, many times now',
  joining: 'uploads whose parts are to be joined again',
  lost: 'files whose bytes were taken before their check, rejected',
  deleted: 'files past their retention, deleted',
  removed: 'deleted files whose bytes were left, removed',
  forgotten: 'records past their end, removed',
  erased: 'files of erasures, deleted',
  'erasure-done': 'erasures finished',
  recounted: 'owners counted',
  drifted: 'owners whose usage differs, to be looked at again',
  corrected: 'owners whose usage was put right',
  orphan: 'objects and parts without a record, in their grace',
  'orphan-removed': 'objects and parts without a record, removed',
  failed: 'failures; the function’s log says more',
} as const satisfies Record<Exclude<SweepOutcome, 'moved'>, string>;

/** A report for people: the counts, then, for a dry run, each action. */
export function sweepTable({ dryRun, counts, actions, complete }: SweepReport): string[] {
  const rows = Object.entries(meanings).flatMap(([outcome, meaning]) => {
    const count = counts[outcome as SweepOutcome];
    return count ? [`${String(count).padStart(8)}  ${meaning}`] : [];
  });
  return [
    dryRun ? 'A sweep now would have these outcomes; nothing was changed.' : 'Swept.',
    ...(rows.length > 0 ? rows : ['       0  nothing waits']),
    ...actions.map(({ outcome, id }) => `${outcome.padEnd(16)}${id}`),
    ...(complete ? [] : ['It did not get to the end in its time; the next sweep goes on.']),
  ];
}
