import { Duration, Validations, type RemovalPolicy } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { EventSourceMapping, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Secret, type CfnSecret, type ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { maxAttempts } from '../../lambda/core/webhook/retry-schedule.js';
import { alarmPeriod, type AlarmMaker } from '../function/alarms.js';
import { ownMetric } from '../function/own-metric.js';
import type { Settings } from '../settings/settings.js';
import { hiddenWhile } from './visibility.js';

/** The parts of webhooks besides their functions. */
export interface WebhookParts {
  readonly queue: Queue;
  readonly deadLetterQueue: Queue;
  /** The secret from which the secrets of all endpoints are derived. */
  readonly key: ISecret;
  /** By its attribute: some engines reference a secret by its name. */
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
    visibilityTimeout: hiddenWhile('deliver'),
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
    reason: 'Every subscriber has a secret derived from it: each is rotated separately, by the API.',
  });
  return { queue, deadLetterQueue, key, keyArn: (key.node.defaultChild as CfnSecret).attrId };
}

/** Queue -> `deliver`, and its alarms. */
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
    // The messages of a batch are delivered concurrently.
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
    'Deliveries to webhook endpoints failed for a day: notify their owners, then redrive (docs/webhooks.md).',
  );
  alarm(
    'WebhooksDisabled',
    ownMetric(scope, 'deliver', 'WebhooksDisabled', alarmPeriod),
    1,
    'A webhook endpoint was disabled: it answered 410, or did nothing but fail for five days.',
  );
}
