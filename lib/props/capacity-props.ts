import type { WarmThroughput } from 'aws-cdk-lib/aws-dynamodb';

/** How much is done at once. */
export interface CapacityProps {
  /**
   * Requests a second that each route takes before it answers 429. Open routes take a tenth.
   * @default 500
   */
  readonly rateLimit?: number;

  /**
   * Requests at once that each route takes above its rate. Open routes take a tenth.
   * @default 1000
   */
  readonly burstLimit?: number;

  /**
   * How many reads and writes a second the table takes from its first moment on; beyond, DynamoDB grows as it is used.
   * It counts for the table and for each of its indexes, and costs once, when it is raised. It cannot be lowered.
   * @default - DynamoDB's own: 12,000 reads and 4,000 writes a second
   */
  readonly warmThroughput?: WarmThroughput;

  /**
   * How many batches of up to ten files are checked at once: 2 to 1,000. Each is a concurrent execution that other
   * functions of the account cannot have: docs/load.md says how to divide what the account has.
   * @default 2: a new account has 10 concurrent executions for everything
   */
  readonly validationConcurrency?: number;

  /**
   * How many batches of up to ten webhook events are delivered at once: 2 to 1,000. An endpoint that does not answer
   * occupies one for 15 seconds.
   * @default 2: a new account has 10 concurrent executions for everything
   */
  readonly webhookConcurrency?: number;
}
