import { describe, expect, test } from '@jest/globals';
import { EventBus } from 'aws-cdk-lib/aws-events';
import type { WaybillProps } from '../../../lib/index.js';
import { find, ofType, resourcesOf, synthesize } from '../synthesize.js';

const busArn = 'arn:aws:events:eu-west-1:111122223333:event-bus/theirs';

describe('the table’s stream', () => {
  const { Properties: source } = find(
    resourcesOf(synthesize()),
    'AWS::Lambda::EventSourceMapping',
    'AnnouncementSource',
  );

  test('invokes `announce` from the first record on, for files, links, reads and endpoints that were created or changed', () => {
    expect(source).toMatchObject({
      FunctionName: 'Announce',
      EventSourceArn: 'Table.StreamArn',
      StartingPosition: 'TRIM_HORIZON',
    });
    const { Filters } = source['FilterCriteria'] as { Filters: { Pattern: string }[] };
    expect(Filters.map(({ Pattern }) => JSON.parse(Pattern) as unknown)).toEqual([
      {
        eventName: ['INSERT', 'MODIFY'],
        dynamodb: { Keys: { sk: { S: ['FILE', 'SHARE', 'READ', { prefix: 'ENDPOINT#' }] } } },
      },
    ]);
  });

  test('loses nothing: failed records are retried, isolated, and written to the bucket before the stream drops them', () => {
    expect(source).toMatchObject({
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 20,
      MaximumRecordAgeInSeconds: 6 * 60 * 60,
      DestinationConfig: { OnFailure: { Destination: 'arn:aws:s3:::Bucket' } },
    });
  });
});

describe('the bus', () => {
  test('is one of its own', () => {
    expect(ofType(resourcesOf(synthesize()), 'AWS::Events::EventBus')).toHaveLength(1);
  });

  test('may be one that the app brings', () => {
    const resources = resourcesOf(
      synthesize((stack) => ({ eventBus: EventBus.fromEventBusArn(stack, 'Theirs', busArn) })),
    );
    expect(ofType(resources, 'AWS::Events::EventBus')).toHaveLength(0);
    const { Properties: fn } = find(resources, 'AWS::Lambda::Function', 'Announce');
    expect(fn).toMatchObject({ Environment: { Variables: { EVENT_BUS: busArn } } });
    const { Properties: policy } = find(resources, 'AWS::IAM::Policy', 'Announce');
    expect(JSON.stringify(policy)).toContain(`"events:PutEvents","Effect":"Allow","Resource":"${busArn}"`);
  });
});

describe('reads', () => {
  const settings = (props: WaybillProps) => {
    const resources = resourcesOf(synthesize(props));
    const { Properties: fn } = find(resources, 'AWS::Lambda::Function', 'Download');
    const { POLICY } = (fn['Environment'] as { Variables: { POLICY: string } }).Variables;
    const alarms = ofType(resources, 'AWS::CloudWatch::Alarm').map(([, { Properties }]) => Properties);
    return {
      announceReads: (JSON.parse(POLICY) as { announceReads?: true }).announceReads,
      isWatched: alarms.some(({ MetricName: metric }) => metric === 'ReadsUnannounced'),
    };
  };

  test('are announced if configured, with an alarm on missing ones', () => {
    expect(settings({ announceReads: true })).toEqual({ announceReads: true, isWatched: true });
  });

  test('are not announced otherwise', () => {
    expect(settings({})).toEqual({ announceReads: undefined, isWatched: false });
  });
});
