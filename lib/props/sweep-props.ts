import type { Duration } from 'aws-cdk-lib';

/** Retention, and grace periods of the sweep. */
export interface SweepProps {
  /**
   * How long files are kept after their upload: a minute to ten years. Clients may set less. The next sweep deletes
   * them after that.
   * @default - no limit, unless the client sets one
   */
  readonly retention?: Duration;

  /**
   * How often the sweep runs, which finishes or removes what waits too long: whole minutes, 1 to 60.
   * @default Duration.minutes(5)
   */
  readonly sweepInterval?: Duration;

  /**
   * Grace period of an upload without bytes, after its last presigned write: 5 minutes to 7 days. Then it expires.
   * @default Duration.hours(1)
   */
  readonly uploadGrace?: Duration;

  /**
   * Grace period of objects without a record, after a sweep first sees them: a day to a year.
   * @default Duration.days(7)
   */
  readonly orphanGrace?: Duration;
}
