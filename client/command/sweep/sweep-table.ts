import type { SweepOutcome, SweepReport } from '../../../lambda/core/sweep/report.js';

/** The description of each outcome, in the order of the output. */
const meanings = {
  expired: 'uploads without bytes, expired',
  requeued: 'files enqueued for their check again',
  stuck: 'files enqueued for their check again, many times now',
  joining: 'uploads that were completed again',
  lost: 'files whose bytes were removed before their check, rejected',
  deleted: 'files after their retention, deleted',
  removed: 'remaining bytes of deleted files, removed',
  forgotten: 'records of ended files, removed',
  erased: 'files of erasures, deleted',
  'erasure-done': 'erasures finished',
  recounted: 'owners counted',
  drifted: 'owners whose usage differs, to be counted again',
  corrected: 'owners whose usage was corrected',
  orphan: 'objects and parts without a record, in their grace period',
  'orphan-removed': 'objects and parts without a record, removed',
  failed: 'failures; see the function’s log',
} as const satisfies Record<Exclude<SweepOutcome, 'moved'>, string>;

/** A report for people: the counts, then, for a dry run, each action. */
export function sweepTable({ dryRun, counts, actions, complete }: SweepReport): string[] {
  const rows = Object.entries(meanings).flatMap(([outcome, meaning]) => {
    const count = counts[outcome as SweepOutcome];
    return count ? [`${String(count).padStart(8)}  ${meaning}`] : [];
  });
  return [
    dryRun ? 'A sweep now would have these outcomes; nothing was changed.' : 'Swept.',
    ...(rows.length > 0 ? rows : ['       0  nothing to do']),
    ...actions.map(({ outcome, id }) => `${outcome.padEnd(16)}${id}`),
    ...(complete ? [] : ['It ran out of time; the next sweep continues.']),
  ];
}
