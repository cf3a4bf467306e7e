import type { Size } from 'aws-cdk-lib';
import type { WarmThroughput } from 'aws-cdk-lib/aws-dynamodb';

/** Quotas and capacity. */
export interface LimitProps {
  /**
   * How many files one owner may have, those that are being uploaded included.
   * @default - no limit
   * @throws at synth unless a whole number, 1 or more
   */
  readonly maxFiles?: number;

  /**
   * Total size of one owner's files, pending uploads included.
   * @default - no limit
   * @throws at synth unless whole bytes, 1 to 2^53 - 1
   */
  readonly maxBytes?: Size;

  /**
   * Maximum of pending uploads of one owner.
   * @default 10000
   * @throws at synth unless a whole number, 1 or more
   */
  readonly maxPendingUploads?: number;

  /**
   * Requests a second that each route accepts before it answers 429. Open routes accept a tenth. Above the account's own
   * quota (10,000 at first, 2,500 in some regions) raise that first.
   * @default 500
   * @throws at synth unless a whole number, 1 to 100,000
   */
  readonly rateLimit?: number;

  /**
   * Burst for each route. A tenth for open routes. The account's own is 5,000 at first, 1,250 in some regions.
   * @default 1000
   * @throws at synth unless a whole number, 1 to 50,000
   */
  readonly burstLimit?: number;

  /**
   * Initial reads and writes per second of the table; DynamoDB scales beyond them with use. It applies to the table
   * and each of its indexes, and is charged once, when it is raised. It cannot be lowered. A table's quota is 40,000 of each at first.
   * @default - DynamoDB's own: 12,000 reads and 4,000 writes a second
   * @throws at synth unless whole numbers, 12,000 to 400,000 reads and 4,000 to 400,000 writes
   */
  readonly warmThroughput?: WarmThroughput;

  /**
   * Concurrent batches (of up to ten files) in `validate`. Each uses a concurrent execution of the account.
   * @default 2: a new account has 10 concurrent executions for everything
   * @throws at synth unless a whole number, 2 to 1,000
   */
  readonly validationConcurrency?: number;

  /**
   * Concurrent batches (of up to ten webhook deliveries) in `deliver`. An endpoint that does not answer occupies one for
   * 15 seconds.
   * @default 2: a new account has 10 concurrent executions for everything
   * @throws at synth unless a whole number, 2 to 1,000
   */
  readonly webhookConcurrency?: number;
}
