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
   * Lifetime of a presigned part of a large file. Parts can be presigned again during the lifetime of their upload.
   * Above 15 minutes, an additional role presigns them; a part may then live up to five minutes less, and its
   * `expiresAt` is accurate.
   * @default Duration.minutes(15)
   * @throws at synth unless whole seconds, 1 to 60 minutes
   */
  readonly partUrlLife?: Duration;

  /**
   * How long after its creation an upload can be renewed, and its parts presigned. Unfinished parts are removed a day
   * later.
   * @default Duration.hours(24)
   * @throws at synth unless whole seconds, an hour to 7 days
   */
  readonly uploadLife?: Duration;

  /**
   * Lifetime of a presigned read. The bucket policy denies older signatures too. Above 15 minutes, an additional role
   * signs them; a read may then live up to five minutes less, and its `expiresAt` is accurate.
   * @default Duration.minutes(15)
   * @throws at synth unless whole seconds, 1 to 60 minutes
   */
  readonly readUrlLife?: Duration;

  /**
   * Lets clients request reads that work from their own network address alone, which must be IPv4 (`bind=ip`). S3's are
   * signed by sessions of an additional role; the distribution of `cdn` answers by IPv4 alone.
   * @default false
   */
  readonly bindReads?: boolean;
}
