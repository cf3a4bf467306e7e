import { expect, test } from '@jest/globals';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { alarmedMetrics } from '../../../lambda/core/settings/alarmed-metrics.js';
import { ofType, resourcesOf, synthesize } from '../synthesize.js';

const topicArn = 'arn:aws:sns:eu-west-1:111122223333:on-call';

test('an operator is notified of waiting dead letters, a slow check, events that could not be announced, failing webhooks, 5xx, stuck files, unreadable files, and functions that fail or are throttled', () => {
  const resources = resourcesOf(
    synthesize((stack) => ({ alarmTopic: Topic.fromTopicArn(stack, 'Topic', topicArn) })),
  );
  const alarms = ofType(resources, 'AWS::CloudWatch::Alarm').map(([, { Properties }]) => Properties);
  const watched = alarms.map(({ MetricName: metric, Dimensions: dimensions }) => {
    const [dimension] = (dimensions as { Name: string; Value: string }[]).filter(
      ({ Name }) => Name !== 'deployment',
    );
    return `${String(metric)} of ${String(dimension?.Value).replace(/\.QueueName$/, '')}`;
  });
  expect(watched.sort()).toEqual([
    '5xx of Api',
    'ApproximateAgeOfOldestMessage of ValidationQueue',
    'ApproximateNumberOfMessagesVisible of DeadLetterQueue',
    'ApproximateNumberOfMessagesVisible of WebhookDeadLetterQueue',
    'DestinationDeliveryFailures of Announce',
    'Errors of Announce',
    'Errors of Deliver',
    'Errors of Download',
    'Errors of Files',
    'Errors of Presign',
    'Errors of Sweep',
    'Errors of Validate',
    'Errors of Webhooks',
    'FilesStuck of sweep',
    'FilesUnreadable of validate',
    'IteratorAge of Announce',
    'OnFailureDestinationDeliveredEventCount of AnnouncementSource',
    'Throttles of Announce',
    'Throttles of Deliver',
    'Throttles of Download',
    'Throttles of Files',
    'Throttles of Presign',
    'Throttles of Sweep',
    'Throttles of Validate',
    'Throttles of Webhooks',
    'WebhooksDisabled of deliver',
  ]);
  for (const alarm of alarms) {
    expect(alarm).toMatchObject({ AlarmActions: [topicArn], TreatMissingData: 'notBreaching' });
  }
});

test('with `metrics: false` every alarm remains, since the functions still count what it monitors', () => {
  const alarmsOf = (metrics: boolean) => {
    const resources = resourcesOf(synthesize({ metrics, announceReads: true }));
    return ofType(resources, 'AWS::CloudWatch::Alarm').map(([, { Properties }]) => Properties);
  };
  const alarms = alarmsOf(false);
  expect(alarms).toEqual(alarmsOf(true));
  const own = alarms.filter(({ Namespace: namespace }) => namespace === 'Waybill');
  expect(own.map(({ MetricName: metric }) => metric).sort()).toEqual([...alarmedMetrics].sort());
});
