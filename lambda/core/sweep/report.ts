import type { ErasureOutcome } from '../erasure/erase.js';
import type { OrphanOutcome } from './orphans.js';
import type { RecountOutcome } from './recount.js';
import type { FileOutcome } from './sweep-file.js';

/** What one sweep may do. */
export type SweepOutcome = FileOutcome | ErasureOutcome | OrphanOutcome | RecountOutcome | 'failed';

/** One action: on a file, by its id, or on an object without a file, by its key. */
export interface SweepAction {
  readonly outcome: SweepOutcome;
  readonly id: string;
}

export interface SweepReport {
  readonly dryRun: boolean;
  /** The number of each outcome; zero is omitted. */
  readonly counts: Partial<Record<SweepOutcome, number>>;
  /** Of a dry run: the actions of a sweep, up to a limit. */
  readonly actions: readonly SweepAction[];
  /** Whether it finished in time; the next sweep does the rest. */
  readonly complete: boolean;
}

/** How many actions a dry run lists; the counts include all. */
const shownActions = 1000;

/** Counts outcomes. */
export class Tally {
  readonly counts: Partial<Record<SweepOutcome, number>> = {};
  private readonly actions: SweepAction[] = [];

  constructor(
    private readonly dryRun: boolean,
    /** Called for each failure; the sweep continues. */
    private readonly onFailure: (id: string, error: unknown) => void,
  ) {}

  add(outcome: SweepOutcome, id: string, times = 1): void {
    this.counts[outcome] = (this.counts[outcome] ?? 0) + times;
    if (this.dryRun && outcome !== 'moved' && this.actions.length < shownActions)
      this.actions.push({ outcome, id });
  }

  /**
   * Does one action and counts its outcome. After a failure the next sweep retries it; other actions are not affected.
   */
  async of(id: string, work: () => Promise<SweepOutcome>): Promise<void> {
    try {
      this.add(await work(), id);
    } catch (error) {
      this.add('failed', id);
      this.onFailure(id, error);
    }
  }

  report(complete: boolean): SweepReport {
    return { dryRun: this.dryRun, counts: this.counts, actions: this.actions, complete };
  }
}
