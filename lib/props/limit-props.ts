import type { Size } from 'aws-cdk-lib';
import type { WarmThroughput } from 'aws-cdk-lib/aws-dynamodb';

/** How much one owner may have, and how much is done at once. */
export interface LimitProps {
  /**
   * How many files one owner may have, those that are being uploaded included.
   * @default - no limit
   * @throws at synth unless a whole number, 1 or more
   */
  readonly maxFiles?: number;

  /**
   * How much one owner's files may hold together, those that are being uploaded included.
   * @default - no limit
   * @throws at synth unless whole bytes, 1 to 2^53 - 1
   */
  readonly maxBytes?: Size;

  /**
   * How many uploads of one owner may be under way at once.
   * @default 10000
   * @throws at synth unless a whole number, 1 or more
   */
  readonly maxPendingUploads?: number;

  /**
   * Requests a second that each route accepts before it answers 429. Open routes accept a tenth.
   * @default 500
   * @throws at synth unless a whole number, 1 or more
   */
  readonly rateLimit?: number;

  /**
   * Requests at once that each route accepts above its rate. Open routes accept a tenth.
   * @default 1000
   * @throws at synth unless a whole number, 1 or more
   */
  readonly burstLimit?: number;

  /**
   * How many reads and writes a second the table can do from its first moment on; beyond, DynamoDB grows as it is used.
   * It counts for the table and for each of its indexes, and costs once, when it is raised. It cannot be lowered.
   * @default - DynamoDB's own: 12,000 reads and 4,000 writes a second
   * @throws at synth unless whole numbers, 12,000 reads or more and 4,000 writes or more
   */
  readonly warmThroughput?: WarmThroughput;

  /**
   * How many batches of messages (of up to ten files) are checked at once. Each is a concurrent execution that other
   * functions of the account cannot have.
   * @default 50
   * @throws at synth unless a whole number, 2 to 1,000
   */
  readonly validationConcurrency?: number;
}
