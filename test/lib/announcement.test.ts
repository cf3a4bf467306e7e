import { describe, expect, test } from '@jest/globals';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { find, ofType, resourcesOf, synthesize } from './synthesize.js';

const busArn = 'arn:aws:events:eu-west-1:111122223333:event-bus/theirs';

describe('the table’s stream', () => {
  const { Properties: source } = find(
    resourcesOf(synthesize()),
    'AWS::Lambda::EventSourceMapping',
    'AnnouncementSource',
  );

  test('wakes `announce` from its first record on, for files, links and endpoints that were made or changed', () => {
    expect(source).toMatchObject({
      FunctionName: 'Announce',
      EventSourceArn: 'Table.StreamArn',
      StartingPosition: 'TRIM_HORIZON',
    });
    const { Filters } = source['FilterCriteria'] as { Filters: { Pattern: string }[] };
    expect(Filters.map(({ Pattern }) => JSON.parse(Pattern) as unknown)).toEqual([
      {
        eventName: ['INSERT', 'MODIFY'],
        dynamodb: { Keys: { sk: { S: ['FILE', 'SHARE', { prefix: 'ENDPOINT#' }] } } },
      },
    ]);
  });

  test('loses nothing: what fails is tried again, isolated, and kept whole in the bucket before it is forgotten', () => {
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
