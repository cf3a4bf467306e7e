import { randomUUID } from 'node:crypto';
import { LambdaClient, ListEventSourceMappingsCommand } from '@aws-sdk/client-lambda';
import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { deployedFunction, logLines, system } from '../stack/system.js';
import { until } from './until.js';

const sqs = new SQSClient(system.client);

/** The deployed queue between S3's events and `validate`, and its dead-letter queue. */
export interface ValidationQueue {
  readonly url: string;
  readonly deadLetterUrl: string;
}

/** @param bucket of the stack; the first stack's by default */
export async function validationQueue(bucket?: string): Promise<ValidationQueue> {
  const { FunctionName } = await deployedFunction('validate', bucket);
  const { EventSourceMappings = [] } = await new LambdaClient(system.client).send(
    new ListEventSourceMappingsCommand({ FunctionName }),
  );
  const url = await urlOf(EventSourceMappings[0]?.EventSourceArn ?? '');
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['RedrivePolicy'] }),
  );
  const { deadLetterTargetArn } = JSON.parse(Attributes?.['RedrivePolicy'] ?? '{}') as Record<string, string>;
  return { url, deadLetterUrl: await urlOf(deadLetterTargetArn ?? '') };
}

async function urlOf(arn: string): Promise<string> {
  const QueueName = arn.slice(arn.lastIndexOf(':') + 1);
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName }));
  if (!QueueUrl) throw new Error(`no queue ${arn}`);
  return QueueUrl;
}

/** @returns the message's id */
export async function send({ url }: ValidationQueue, body: string): Promise<string> {
  const { MessageId = '' } = await sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: body }));
  return MessageId;
}

/** The visibility timeout after a failure. */
export async function setPause({ url }: ValidationQueue, seconds: number): Promise<number> {
  const name = 'VisibilityTimeout';
  const asked = new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: [name] });
  const before = Number((await sqs.send(asked)).Attributes?.[name]);
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes: { [name]: String(seconds) } }));
  return before;
}

export async function untilDead({ deadLetterUrl }: ValidationQueue, body: string): Promise<void> {
  await until(
    'a message in the dead-letter queue',
    async () => {
      // Received without deletion: other tests, and the analysis of a failed run, may need it too.
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl: deadLetterUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 0 }),
      );
      return Messages.some(({ Body }) => Body === body) || undefined;
    },
    45_000,
  );
}

/** The log of `validate` for one message. */
export function recordLine(messageId: string): Promise<Record<string, unknown>> {
  return until(`the log line of message ${messageId}`, async () => {
    const line = (await logLines()).find((one) => one.includes(messageId));
    return line ? (JSON.parse(line) as Record<string, unknown>) : undefined;
  });
}

/** S3's Object Created event (S3 user guide, "EventBridge event message structure"). */
export function objectCreated(key: string, object: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    ...{ version: '0', id: randomUUID(), 'detail-type': 'Object Created', source: 'aws.s3' },
    ...{ account: '000000000000', time: new Date().toISOString(), region: system.region },
    resources: [`arn:aws:s3:::${system.bucket}`],
    detail: {
      ...{ version: '0', reason: 'PutObject', bucket: { name: system.bucket } },
      object: { key, size: 1, etag: '0', sequencer: '0055AED6DCD90281E5', ...object },
    },
  });
}
