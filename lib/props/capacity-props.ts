import type { WarmThroughput } from 'aws-cdk-lib/aws-dynamodb';

/** Limits of concurrency and throughput. */
export interface CapacityProps {
  /**
   * Requests per second for each route; above it, the response is 429. A tenth for open routes.
   * @default 500
   */
  readonly rateLimit?: number;

  /**
   * Burst for each route. A tenth for open routes.
   * @default 1000
   */
  readonly burstLimit?: number;

  /**
   * Initial reads and writes per second of the table; DynamoDB scales beyond them with use. It applies to the table and
   * each of its indexes, and is charged once, when it is raised. It cannot be lowered.
   * @default - DynamoDB's own: 12,000 reads and 4,000 writes per second
   */
  readonly warmThroughput?: WarmThroughput;

  /**
   * Concurrent batches (of up to ten files) in `validate`: 2 to 1,000. Each uses a concurrent execution of the account.
   * @default 2: a new account has 10 concurrent executions for everything
   */
  readonly validationConcurrency?: number;

  /**
   * Concurrent batches (of up to ten webhook deliveries) in `deliver`: 2 to 1,000. An endpoint that does not answer
   * occupies one for 15 seconds.
   * @default 2: a new account has 10 concurrent executions for everything
   */
  readonly webhookConcurrency?: number;
}
