import { expect, test } from '@jest/globals';
import type { WaybillProps } from '../../../lib/index.js';
import { find, ofType, resourcesOf, synthesize } from '../synthesize.js';

/** Lambda developer guide, "Lambda quotas": new accounts begin with as few, for all functions of a region together. */
const ofNewAccount = 10;

/** DynamoDB developer guide: a new on-demand table takes 4,000 write units a second, and a partition 1,000. */
const shards = 4;

const mappings = (props: WaybillProps = {}) =>
  ofType(resourcesOf(synthesize(props)), 'AWS::Lambda::EventSourceMapping').map(
    ([, { Properties }]) =>
      Properties as { ScalingConfig?: { MaximumConcurrency: number }; ParallelizationFactor?: number },
  );

test('background work leaves the API a share of a new account', () => {
  const executions = mappings().map(
    ({ ScalingConfig: queue, ParallelizationFactor: perShard = NaN }) =>
      queue?.MaximumConcurrency ?? perShard * shards,
  );
  const sweeps = 1;
  expect(executions).toHaveLength(3);
  expect(executions.reduce((sum, one) => sum + one, sweeps)).toBeLessThan(ofNewAccount);
});

test('webhook events are delivered as often at once as is wanted', () => {
  const resources = resourcesOf(synthesize({ webhookConcurrency: 30 }));
  expect(find(resources, 'AWS::Lambda::EventSourceMapping', 'WebhookSource').Properties).toMatchObject({
    ScalingConfig: { MaximumConcurrency: 30 },
  });
});
