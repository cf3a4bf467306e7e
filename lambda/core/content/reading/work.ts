/** Thrown inside the checker only: `checkContent` turns it into the finding `work-budget-exceeded`. */
export class WorkBudgetExceeded extends Error {
  constructor(readonly offset: number) {
    super(`no work left at offset ${offset}`);
    this.name = 'WorkBudgetExceeded';
  }
}

/** Steps for each byte that was read. The dearest of the clean files that were measured takes 12. */
export const stepsPerByte = 40;
/** A shorter file counts as one of this length. */
export const leastBytes = 4 * 1024;

/**
 * How much a check may do with the bytes that it has read, whatever they are. A step is a few nanoseconds of a
 * parser's loop: one byte, code or entry looked at. Bounds on single loops keep each parser quick; this is the guard
 * behind them, for loops within loops and structures that lead back to themselves.
 */
export class Work {
  steps = 0;

  /** @param bytesRead by now: the limit grows with it */
  constructor(private readonly bytesRead: () => number) {}

  /**
   * Counts what a parser is about to do, or has done.
   * @throws WorkBudgetExceeded when that is more than `stepsPerByte` for each byte read
   */
  spend(steps: number, offset: number): void {
    this.steps += steps;
    if (this.steps > stepsPerByte * Math.max(leastBytes, this.bytesRead()))
      throw new WorkBudgetExceeded(offset);
  }
}
