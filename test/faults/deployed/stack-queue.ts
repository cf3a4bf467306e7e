import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ListQueuesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';

/** One queue of the stack, with its dead-letter queue. */
export class StackQueue {
  private constructor(
    private readonly sqs: SQSClient,
    private readonly url: string,
    private readonly deadLetterUrl: string,
  ) {}

  /** @param visibilitySeconds after which a failed message is redelivered: instead of minutes */
  static async find(sqs: SQSClient, url: string, visibilitySeconds: number): Promise<StackQueue> {
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['RedrivePolicy'] }),
    );
    const { deadLetterTargetArn = '' } = JSON.parse(Attributes?.['RedrivePolicy'] ?? '{}') as Record<
      string,
      string
    >;
    const { QueueUrls = [] } = await sqs.send(
      new ListQueuesCommand({ QueueNamePrefix: deadLetterTargetArn.split(':').at(-1) }),
    );
    await sqs.send(
      new SetQueueAttributesCommand({
        QueueUrl: url,
        Attributes: { VisibilityTimeout: String(visibilitySeconds) },
      }),
    );
    return new StackQueue(sqs, url, QueueUrls[0] ?? '');
  }

  async send(body: object): Promise<void> {
    await this.sqs.send(new SendMessageCommand({ QueueUrl: this.url, MessageBody: JSON.stringify(body) }));
  }

  /** Redrives the dead letters. */
  async redrive(): Promise<void> {
    for (;;) {
      const { Messages = [] } = await this.sqs.send(
        new ReceiveMessageCommand({ QueueUrl: this.deadLetterUrl, MaxNumberOfMessages: 10 }),
      );
      if (Messages.length === 0) return;
      for (const { Body: MessageBody, ReceiptHandle } of Messages) {
        await this.sqs.send(new SendMessageCommand({ QueueUrl: this.url, MessageBody }));
        await this.sqs.send(new DeleteMessageCommand({ QueueUrl: this.deadLetterUrl, ReceiptHandle }));
      }
    }
  }

  /** How many messages wait, or are in flight. */
  async waiting(): Promise<number> {
    const { Attributes = {} } = await this.sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: this.url, AttributeNames: ['All'] }),
    );
    return (
      Number(Attributes.ApproximateNumberOfMessages ?? 0) +
      Number(Attributes.ApproximateNumberOfMessagesNotVisible ?? 0) +
      Number(Attributes.ApproximateNumberOfMessagesDelayed ?? 0)
    );
  }
}
