import type { RedriveOutcome } from './redrive.js';

/** The number of objects of each outcome, and of their events. */
export type RedriveCounts = Record<RedriveOutcome['outcome'] | 'records' | 'events', number>;

/** One object for people; under it, the records that it is kept for. */
export function redriveLines(one: RedriveOutcome): string[] {
  const heading = `${one.outcome.padEnd(9)} ${one.key}`;
  switch (one.outcome) {
    case 'told':
    case 'tellable':
      return [heading];
    case 'foreign':
      return [heading, `    left alone: ${one.reason}`];
    case 'kept':
      return [
        heading,
        ...one.unsent.map(
          ({ sequenceNumber, record, reason }) =>
            `    record ${sequenceNumber ?? '?'} of ${record ?? '?'}: ${reason}`,
        ),
      ];
  }
}

export function redriveSummary(counts: RedriveCounts, dryRun: boolean): string {
  const { told, tellable, kept, foreign, events } = counts;
  if (told + tellable + kept + foreign === 0) return 'There is nothing to redrive.';
  const all = dryRun
    ? `${objects(tellable)} can be published (${events} events in total); nothing was published.`
    : `${objects(told)} published and removed, ${events} events in total.`;
  return kept + foreign > 0 ? `${all} ${objects(kept + foreign)} stay.` : all;
}

const objects = (count: number) => (count === 1 ? '1 object' : `${count} objects`);
