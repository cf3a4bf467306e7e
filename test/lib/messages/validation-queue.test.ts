import { expect, test } from '@jest/globals';
import type { Statement } from '../policies/evaluate.js';
import { find, ofType, resourcesOf, synthesize } from '../synthesize.js';

const resources = resourcesOf(synthesize());
const queueArn = (name: string) => `arn:aws:sqs:eu-west-1:111122223333:${name}`;

test('each object stored under files/ becomes a message, with a dead-letter queue', () => {
  const { Properties: rule } = find(resources, 'AWS::Events::Rule');
  expect(rule).toMatchObject({
    State: 'ENABLED',
    EventPattern: {
      source: ['aws.s3'],
      'detail-type': ['Object Created'],
      detail: { bucket: { name: ['Bucket'] }, object: { key: [{ prefix: 'files/' }] } },
    },
    Targets: [{ Arn: queueArn('ValidationQueue'), DeadLetterConfig: { Arn: queueArn('DeadLetterQueue') } }],
  });
});

test('a message that fails five times waits two weeks in the dead-letter queue', () => {
  const { Properties: queue } = find(resources, 'AWS::SQS::Queue', 'ValidationQueue');
  const { Properties: deadLetters } = find(resources, 'AWS::SQS::Queue', 'DeadLetterQueue');
  expect(queue['RedrivePolicy']).toEqual({
    deadLetterTargetArn: queueArn('DeadLetterQueue'),
    maxReceiveCount: 5,
  });
  expect(deadLetters['MessageRetentionPeriod']).toBe(14 * 24 * 60 * 60);
});

test('`validate` receives messages, and fails them one by one', () => {
  expect(find(resources, 'AWS::Lambda::EventSourceMapping', 'ValidationSource').Properties).toMatchObject({
    EventSourceArn: queueArn('ValidationQueue'),
    FunctionName: 'Validate',
    FunctionResponseTypes: ['ReportBatchItemFailures'],
  });
});

test('`validate` runs as often at once as is wanted', () => {
  const wanted = resourcesOf(synthesize({ validationConcurrency: 400 }));
  expect(find(wanted, 'AWS::Lambda::EventSourceMapping', 'ValidationSource').Properties).toMatchObject({
    ScalingConfig: { MaximumConcurrency: 400 },
  });
});

test('a message stays hidden for six times the life of the function that has it', () => {
  const { Properties: queue } = find(resources, 'AWS::SQS::Queue', 'ValidationQueue');
  const { Properties: validate } = find(resources, 'AWS::Lambda::Function', 'Validate');
  expect(queue['VisibilityTimeout']).toBe(6 * Number(validate['Timeout']));
});

test.each(['ValidationQueue', 'DeadLetterQueue'])(
  '%s is encrypted, accepts only TLS, and only messages of the rule',
  (name) => {
    expect(find(resources, 'AWS::SQS::Queue', name).Properties['SqsManagedSseEnabled']).toBe(true);
    const policies = ofType(resources, 'AWS::SQS::QueuePolicy').filter(([id]) =>
      id.startsWith(`Waybill${name}`),
    );
    const statements = policies.flatMap(
      ([, { Properties: policy }]) => (policy['PolicyDocument'] as { Statement: Statement[] }).Statement,
    );
    expect(statements).toHaveLength(2);
    expect(statements).toContainEqual(
      expect.objectContaining({
        Effect: 'Deny',
        Action: 'sqs:*',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    );
    expect(statements).toContainEqual(
      expect.objectContaining({
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Condition: { ArnEquals: { 'aws:SourceArn': expect.stringContaining('ObjectCreated') } },
      }),
    );
  },
);
