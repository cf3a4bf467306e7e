/** How often mutants were reached, by id. */
export type Hits = Readonly<Record<string, number>>;

/** Runs all tests of a file with no mutant active. */
export interface Rehearsal {
  readonly bundle: string;
}

export interface Rehearsed {
  readonly failures: readonly string[];
  /** Milliseconds of each test, in the order in which the file defines them. */
  readonly durations: readonly number[];
  /** Reached outside of tests: while the file is loaded, or in a hook that tests share. */
  readonly shared: Hits;
  readonly perTest: readonly Hits[];
}

/** Runs tests with one mutant active, until one fails. */
export interface Trial {
  readonly mutant: string;
  readonly runs: readonly TrialRun[];
}

export interface TrialRun {
  readonly bundle: string;
  /** By place in their file; all of them if left out. */
  readonly tests?: readonly number[];
  readonly timeoutMs: number;
  /** The mutant may be reached this often; a loop that has lost its end fails beyond it. */
  readonly hitLimit: number;
}

/** No mutant has this id: the code as it is. */
export const noMutant = 'none';

export interface Tried {
  /** Unless all passed. */
  readonly killer?: Failure & { readonly run: TrialRun; readonly tookMs: number };
}

export interface Failure {
  readonly text: string;
  /** An expectation was not met. Otherwise time ran out, or there was an error outside of a test. */
  readonly isExpectation: boolean;
}
