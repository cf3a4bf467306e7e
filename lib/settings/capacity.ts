import type { WaybillProps } from '../props/waybill-props.js';
import * as check from './prop-checks.js';

export interface Capacity {
  readonly rateLimit: number;
  readonly burstLimit: number;
  readonly warmThroughput: WaybillProps['warmThroughput'];
  readonly validationConcurrency: number;
  readonly webhookConcurrency: number;
}

/** Lambda developer guide, "Configuring maximum concurrency for Amazon SQS event sources". */
const ofQueues = { min: 2, max: 1000 };

/**
 * Ten times what an account has in a region at first, for what its quota may be raised to (API Gateway developer guide,
 * "Amazon API Gateway quotas"). A route's throttle cannot exceed the account's ("Throttle requests to your HTTP APIs").
 */
const ofRate = { max: 100_000 };
const ofBurst = { max: 50_000 };

/** By default no more than a new account has: docs/decisions/0019-an-account-of-ten.md. */
export function capacityOf(props: WaybillProps): Capacity {
  const { rateLimit = 500, burstLimit = 1000, validationConcurrency = 2, webhookConcurrency = 2 } = props;
  return {
    rateLimit: check.wholeNumber('rateLimit', rateLimit, ofRate),
    burstLimit: check.wholeNumber('burstLimit', burstLimit, ofBurst),
    warmThroughput: check.warmThroughput('warmThroughput', props.warmThroughput),
    validationConcurrency: check.wholeNumber('validationConcurrency', validationConcurrency, ofQueues),
    webhookConcurrency: check.wholeNumber('webhookConcurrency', webhookConcurrency, ofQueues),
  };
}
