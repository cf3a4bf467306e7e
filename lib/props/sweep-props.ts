import type { Duration } from 'aws-cdk-lib';

/** Retention, and grace periods of the sweep. */
export interface SweepProps {
  /**
   * How long files are kept after their upload was created. Clients may set less. The next sweep deletes them after
   * that.
   * @default - no limit, unless the client sets one
   * @throws at synth unless whole seconds, a minute to ten years
   */
  readonly retention?: Duration;

  /**
   * How often the sweep runs, which finishes or removes what waits too long.
   * @default Duration.minutes(5)
   * @throws at synth unless whole minutes, 1 to 60
   */
  readonly sweepInterval?: Duration;

  /**
   * Grace period of an upload without bytes, from the end of its last signature. Then it expires.
   * @default Duration.hours(1)
   * @throws at synth unless whole seconds, 5 minutes to 7 days
   */
  readonly uploadGrace?: Duration;

  /**
   * Grace period of objects that no record explains, from when a sweep first sees them. Then they are removed.
   * @default Duration.days(7)
   * @throws at synth unless whole seconds, a day to a year
   */
  readonly orphanGrace?: Duration;
}
