import type { ErasureOutcome } from '../erasure/erase.js';
import type { OrphanOutcome } from './orphans.js';
import type { RecountOutcome } from './recount.js';
import type { FileOutcome } from './sweep-file.js';

/** What one sweep may do to one thing. */
export type SweepOutcome = FileOutcome | ErasureOutcome | OrphanOutcome | RecountOutcome | 'failed';

/** One thing that was done: to a file, by its id, or to an object that belongs to none, by its key. */
export interface SweepAction {
  readonly outcome: SweepOutcome;
  readonly id: string;
}

export interface SweepReport {
  readonly dryRun: boolean;
  /** How often each outcome came; what did not come is left out. */
  readonly counts: Partial<Record<SweepOutcome, number>>;
  /** Of a dry run: what a sweep would do, as far as there is room. */
  readonly actions: readonly SweepAction[];
  /** Whether it got to the end; what is left is the next one's. */
  readonly complete: boolean;
}

/** How many actions a dry run tells one by one; counts tell of all. */
const shownActions = 1000;

/** Counts outcomes as they come. */
export class Tally {
  readonly counts: Partial<Record<SweepOutcome, number>> = {};
  private readonly actions: SweepAction[] = [];

  constructor(
    private readonly dryRun: boolean,
    /** Told of each failure; the sweep goes on with the next thing. */
    private readonly onFailure: (id: string, error: unknown) => void,
  ) {}

  add(outcome: SweepOutcome, id: string, times = 1): void {
    this.counts[outcome] = (this.counts[outcome] ?? 0) + times;
    if (this.dryRun && outcome !== 'moved' && this.actions.length < shownActions)
      this.actions.push({ outcome, id });
  }

  /** Does one thing and counts its outcome. One that fails is left for the next sweep, and stops no other. */
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
