import type { Duration } from 'aws-cdk-lib';

/** How long signatures and uploads live. */
export interface LifetimeProps {
  /**
   * Life of a presigned write. S3 refuses older signatures too.
   * @default Duration.minutes(15)
   * @throws at synth unless whole seconds, 1 to 15 minutes
   */
  readonly uploadUrlLife?: Duration;

  /**
   * Life of a presigned part of a large file. Parts can be signed again as long as their upload lives.
   * @default Duration.minutes(15)
   * @throws at synth unless whole seconds, 1 to 15 minutes
   */
  readonly partUrlLife?: Duration;

  /**
   * How long an upload may be renewed, and its parts signed, from its creation. Parts that are left over are removed a
   * day later.
   * @default Duration.hours(24)
   * @throws at synth unless whole seconds, an hour to 7 days
   */
  readonly uploadLife?: Duration;

  /**
   * Life of a presigned read. S3 refuses older signatures too. Above 15 minutes, a role is made that signs them; a read
   * may then live up to five minutes less, and its `expiresAt` says so.
   * @default Duration.minutes(15)
   * @throws at synth unless whole seconds, 1 to 60 minutes
   */
  readonly readUrlLife?: Duration;
}
