import { Duration, Stack, Validations } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import type { Role } from 'aws-cdk-lib/aws-iam';
import {
  EventSourceMapping,
  FilterCriteria,
  FilterRule,
  MetricType,
  StartingPosition,
  type Function as LambdaFunction,
} from 'aws-cdk-lib/aws-lambda';
import type { Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { alarmPeriod, type AlarmMaker } from '../function/alarms.js';
import { ownMetric } from '../function/own-metric.js';
import { allow } from '../access/rights.js';
import type { Settings } from '../settings/settings.js';

/** Lambda chooses this prefix itself (developer guide, "Retain discarded records with a DynamoDB event source"). */
const failedBatches = 'aws/lambda/';

/** Items of the table whose changes are announced, by their sort key; all others never wake the function. */
const announced = [
  ...FilterRule.or('FILE', 'SHARE', 'READ'),
  ...(FilterRule.beginsWith('ENDPOINT#') as unknown as string[]),
];

interface Announcement {
  readonly table: TableV2;
  readonly bucket: Bucket;
  readonly eventBus: IEventBus;
  readonly announce: LambdaFunction;
  readonly settings: Settings;
}

/**
 * Table's stream -> `announce` -> bus. A batch that fails is tried again, and halved until the record at fault stands
 * alone; that one waits in the bucket, whole (a queue would get its place in the stream alone, and the stream forgets
 * after 24 hours), and the others go on.
 */
export function feedAnnouncer(scope: Construct, to: Announcement, role: Role, alarm: AlarmMaker): void {
  const { table, bucket, eventBus, announce, settings } = to;
  const streamArn = table.tableStreamArn;
  if (streamArn === undefined) throw new Error('the table has no stream');
  allow(
    role,
    {
      actions: [
        'dynamodb:DescribeStream',
        'dynamodb:GetRecords',
        'dynamodb:GetShardIterator',
        'dynamodb:ListStreams',
      ],
      resources: [streamArn],
    },
    { actions: ['events:PutEvents'], resources: [eventBus.eventBusArn] },
    // As Lambda writes batches that failed: with this role.
    { sid: 'KeepFailed', actions: ['s3:PutObject'], resources: [bucket.arnForObjects(`${failedBatches}*`)] },
    { sid: 'FindBucket', actions: ['s3:ListBucket'], resources: [bucket.bucketArn] },
  );
  const bucketId = Stack.of(bucket).getLogicalId(bucket.node.defaultChild as CfnBucket);
  Validations.of(role).acknowledge({
    id: `AwsSolutions-IAM5[Resource::<${bucketId}.Arn>/${failedBatches}*]`,
    reason: 'Lambda names each failed batch itself, under this prefix.',
  });

  const source = new EventSourceMapping(scope, 'AnnouncementSource', {
    target: announce,
    eventSourceArn: streamArn,
    // Nothing that was written while the mapping was being made is missed.
    startingPosition: StartingPosition.TRIM_HORIZON,
    batchSize: 100,
    // One execution a shard: no setting caps how many shards run at once (docs/load.md counts them).
    parallelizationFactor: 1,
    filters: [
      FilterCriteria.filter({
        eventName: FilterRule.or('INSERT', 'MODIFY'),
        dynamodb: { Keys: { sk: { S: announced } } },
      }),
    ],
    reportBatchItemFailures: true,
    bisectBatchOnError: true,
    retryAttempts: 20,
    // The stream forgets after 24 hours; by then what failed must lie in the bucket.
    maxRecordAge: Duration.hours(6),
    onFailure: { bind: () => ({ destination: bucket.bucketArn }) },
    metricsConfig: { metrics: [MetricType.EVENT_COUNT] },
  });
  source.node.addDependency(role);
  addAlarms(source, announce, alarm);
  if (settings.policy.announceReads) addReadAlarm(scope, alarm);
}

function addAlarms(source: EventSourceMapping, announce: LambdaFunction, alarm: AlarmMaker): void {
  // Lambda developer guide, "Event source mapping metrics".
  const ofSource = (metricName: string) =>
    new Metric({
      namespace: 'AWS/Lambda',
      metricName,
      dimensionsMap: { EventSourceMappingUUID: source.eventSourceMappingId },
      statistic: Stats.SUM,
      period: alarmPeriod,
    });
  alarm(
    'AnnouncementsKept',
    ofSource('OnFailureDestinationDeliveredEventCount'),
    1,
    'Events could not be announced and wait in the bucket: find the cause in the logs of `announce`, then `waybill announce redrive` (docs/events.md).',
  );
  alarm(
    'AnnouncementsLost',
    announce.metric('DestinationDeliveryFailures', { statistic: Stats.SUM, period: alarmPeriod }),
    1,
    'Events could not be announced, nor kept in the bucket: look at the rights of `announce`.',
  );
  alarm(
    'AnnouncementLag',
    announce.metric('IteratorAge', { statistic: Stats.MAXIMUM, period: alarmPeriod }),
    Duration.minutes(15).toMilliseconds(),
    'A change has waited fifteen minutes to be announced.',
  );
}

function addReadAlarm(scope: Construct, alarm: AlarmMaker): void {
  alarm(
    'ReadsUntold',
    ownMetric(scope, 'download', 'ReadsUntold', alarmPeriod),
    1,
    'Files were read, and nobody will be told by whom: the table took no note of it. Look into the log of `download`.',
  );
}
