import { Duration, Validations, type RemovalPolicy } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { EventSourceMapping, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Secret, type CfnSecret, type ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { maxAttempts } from '../../lambda/core/webhook/retry-schedule.js';
import { alarmPeriod, type AlarmMaker } from '../function/alarms.js';
import { ownMetric } from '../function/own-metric.js';
import type { Roles } from '../function/function.js';
import { allow } from '../access/rights.js';
import type { Settings } from '../settings/settings.js';

/** What webhooks need besides their functions. */
export interface WebhookParts {
  readonly queue: Queue;
  readonly deadLetterQueue: Queue;
  /** Holds what the secrets of all endpoints are derived from. */
  readonly key: ISecret;
  /** By its attribute: some engines refer to a secret by its name. */
  readonly keyArn: string;
}

export function makeWebhookParts(scope: Construct, removalPolicy: RemovalPolicy): WebhookParts {
  const deadLetterQueue = new Queue(scope, 'WebhookDeadLetterQueue', {
    enforceSSL: true,
    encryption: QueueEncryption.SQS_MANAGED,
    retentionPeriod: Duration.days(14),
  });
  const queue = new Queue(scope, 'WebhookQueue', {
    enforceSSL: true,
    encryption: QueueEncryption.SQS_MANAGED,
    // Lambda developer guide, "Using Lambda with Amazon SQS": six times the function's timeout.
    visibilityTimeout: Duration.minutes(3),
    retentionPeriod: Duration.days(14),
    deadLetterQueue: { queue: deadLetterQueue, maxReceiveCount: maxAttempts },
  });
  const key = new Secret(scope, 'WebhookKey', {
    description: 'Webhook secrets are derived from this; never change it while endpoints are in use',
    generateSecretString: { passwordLength: 64, excludePunctuation: true },
    removalPolicy,
  });
  Validations.of(key).acknowledge({
    id: 'AwsSolutions-SMG4',
    reason: 'Every subscriber holds a secret derived from it: each is rotated by itself, by the API.',
  });
  return { queue, deadLetterQueue, key, keyArn: (key.node.defaultChild as CfnSecret).attrId };
}

/** Keys of the table's items that are about webhooks. */
const endpointKeys = ['WEBHOOK'];
const ownKeys = [...endpointKeys, 'WEBHOOK#*'];

const only = (keys: string[]) => ({ 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': keys } });

export function grantWebhooks(
  { announce, deliver, webhooks }: Roles,
  table: ITableV2,
  { queue, keyArn }: WebhookParts,
): void {
  const resources = [table.tableArn];
  allow(
    announce,
    { sid: 'KnowEndpoints', actions: ['dynamodb:Query'], resources, conditions: only(endpointKeys) },
    { actions: ['sqs:SendMessage'], resources: [queue.queueArn] },
  );
  allow(
    deliver,
    {
      sid: 'KeepLog',
      actions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
      resources,
      conditions: only(ownKeys),
    },
    {
      actions: [
        'sqs:ReceiveMessage',
        'sqs:DeleteMessage',
        'sqs:GetQueueAttributes',
        'sqs:ChangeMessageVisibility',
      ],
      resources: [queue.queueArn],
    },
    { actions: ['secretsmanager:GetSecretValue'], resources: [keyArn] },
  );
  allow(
    webhooks,
    {
      sid: 'KeepEndpoints',
      actions: ['dynamodb:PutItem', 'dynamodb:DeleteItem', 'dynamodb:Query'],
      resources,
      conditions: only(ownKeys),
    },
    // Files by name alone: what is sent again says what a file is called now.
    {
      sid: 'ReadRecords',
      actions: ['dynamodb:GetItem'],
      resources,
      conditions: only([...ownKeys, 'FILE#*']),
    },
    { actions: ['sqs:SendMessage'], resources: [queue.queueArn] },
    { actions: ['secretsmanager:GetSecretValue'], resources: [keyArn] },
  );
}

/** Queue -> `deliver`; and what a person should know of. */
export function feedDeliverer(
  scope: Construct,
  { queue, deadLetterQueue }: WebhookParts,
  deliver: LambdaFunction,
  { webhookConcurrency }: Settings,
  alarm: AlarmMaker,
): void {
  const source = new EventSourceMapping(scope, 'WebhookSource', {
    target: deliver,
    eventSourceArn: queue.queueArn,
    // Those of a batch are told at once, and none waits for another.
    batchSize: 10,
    reportBatchItemFailures: true,
    maxConcurrency: webhookConcurrency,
  });
  if (deliver.role) source.node.addDependency(deliver.role);
  alarm(
    'WebhookDeadLetters',
    deadLetterQueue.metricApproximateNumberOfMessagesVisible({
      period: alarmPeriod,
      statistic: Stats.MAXIMUM,
    }),
    1,
    'Webhook endpoints took no event for a day: tell their owners, then replay (docs/webhooks.md).',
  );
  alarm(
    'WebhooksDisabled',
    ownMetric(scope, 'deliver', 'WebhooksDisabled', alarmPeriod),
    1,
    'A webhook endpoint was disabled: it answered 410, or did nothing but fail for five days.',
  );
}
