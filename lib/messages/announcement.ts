import { Duration } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Role } from 'aws-cdk-lib/aws-iam';
import {
  EventSourceMapping,
  FilterCriteria,
  FilterRule,
  MetricType,
  StartingPosition,
  type Function as LambdaFunction,
} from 'aws-cdk-lib/aws-lambda';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { alarmPeriod, type AlarmMaker } from '../function/alarms.js';
import { ownMetric } from '../function/own-metric.js';
import type { Settings } from '../settings/settings.js';

/** Items of the table whose changes are announced, by their sort key; others never invoke the function. */
const announced = [
  ...FilterRule.or('FILE', 'SHARE', 'READ'),
  ...(FilterRule.beginsWith('ENDPOINT#') as unknown as string[]),
];

interface Announcement {
  /** ARN of the table's stream. */
  readonly stream: string;
  readonly bucket: Bucket;
  readonly announce: LambdaFunction;
  readonly settings: Settings;
}

/**
 * Table's stream -> `announce` -> bus. A failed batch is retried, and bisected until the failing record is isolated;
 * that record is written to the bucket (a queue would only get its position in the stream, which keeps records for 24
 * hours), and the others are processed.
 */
export function feedAnnouncer(scope: Construct, to: Announcement, role: Role, alarm: AlarmMaker): void {
  const { stream, bucket, announce, settings } = to;
  const source = new EventSourceMapping(scope, 'AnnouncementSource', {
    target: announce,
    eventSourceArn: stream,
    // No change from before the mapping was ready is missed.
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
    // The stream keeps records for 24 hours; by then failed ones must be in the bucket.
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
    'ReadsUnannounced',
    ownMetric(scope, 'download', 'ReadsUnannounced', alarmPeriod),
    1,
    'Reads were authorized without an event, since they could not be recorded in the table. See the log of `download`.',
  );
}
