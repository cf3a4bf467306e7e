import type { Duration } from 'aws-cdk-lib';

/** How long things are kept, and how long they may wait before they are ended. */
export interface SweepProps {
  /**
   * How long files are kept from their upload on: a minute to ten years. Clients may ask for less. They are deleted
   * within one sweep after it.
   * @default - for good, unless the client asks for less
   */
  readonly retention?: Duration;

  /**
   * How often the sweep runs, which ends what waits too long: whole minutes, 1 to 60.
   * @default Duration.minutes(5)
   */
  readonly sweepInterval?: Duration;

  /**
   * How long after its last signed write an upload still waits for bytes: 5 minutes to 7 days. Then it expires.
   * @default Duration.hours(1)
   */
  readonly uploadGrace?: Duration;

  /**
   * How long objects that no record knows are left, from when a sweep first sees them: a day to a year.
   * @default Duration.days(7)
   */
  readonly orphanGrace?: Duration;
}
