import { Duration } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { EventSourceMapping, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { filesPrefix } from '../../lambda/core/file/object-key.js';
import { hiddenWhile } from './visibility.js';
import type { Settings } from '../settings/settings.js';

/** The queue of `validate` and its dead-letter queue. */
export interface ValidationQueue {
  readonly queue: Queue;
  readonly deadLetterQueue: Queue;
}

export function makeValidationQueue(scope: Construct): ValidationQueue {
  const deadLetterQueue = new Queue(scope, 'DeadLetterQueue', {
    enforceSSL: true,
    encryption: QueueEncryption.SQS_MANAGED,
    retentionPeriod: Duration.days(14),
  });
  const queue = new Queue(scope, 'ValidationQueue', {
    enforceSSL: true,
    encryption: QueueEncryption.SQS_MANAGED,
    visibilityTimeout: hiddenWhile('validate'),
    retentionPeriod: Duration.days(4),
    deadLetterQueue: { queue: deadLetterQueue, maxReceiveCount: 5 },
  });
  return { queue, deadLetterQueue };
}

/**
 * S3 -> EventBridge -> queue -> `validate`. Messages that cannot be delivered or processed go to the dead-letter queue
 * for an operator: EventBridge and SQS put the same event there, so one redrive handles both.
 */
export function feedValidator(
  scope: Construct,
  { queue, deadLetterQueue }: ValidationQueue,
  bucket: Bucket,
  validate: LambdaFunction,
  { validationConcurrency }: Settings,
): void {
  new Rule(scope, 'ObjectCreated', {
    eventPattern: {
      source: ['aws.s3'],
      detailType: ['Object Created'],
      detail: { bucket: { name: [bucket.bucketName] }, object: { key: [{ prefix: filesPrefix }] } },
    },
    targets: [new SqsQueue(queue, { deadLetterQueue, retryAttempts: 185, maxEventAge: Duration.hours(24) })],
  });

  // Not SqsEventSource, which grants two actions more than Lambda needs.
  new EventSourceMapping(scope, 'ValidationSource', {
    target: validate,
    eventSourceArn: queue.queueArn,
    batchSize: 10,
    reportBatchItemFailures: true,
    maxConcurrency: validationConcurrency,
  });
}
