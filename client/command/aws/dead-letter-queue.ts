import {
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { DeadLetterQueue } from '../webhooks/dead-letters.js';
import { patience } from './patience.js';

/** Visibility timeout of received messages; those that stay are visible again after it. */
const hiddenSeconds = 5 * 60;

/**
 * @param url of the dead-letter queue
 * @param source the queue of `deliver`
 */
export function deadLetterQueue(url: string, source: string): DeadLetterQueue {
  // The client's endpoint, not the host in the queue's URL, which may be wrong on another engine than AWS.
  const client = new SQSClient({ ...patience(), useQueueUrlAsEndpoint: false });
  return {
    async receive() {
      const { Messages = [] } = await client.send(
        new ReceiveMessageCommand({
          QueueUrl: url,
          MaxNumberOfMessages: 10,
          VisibilityTimeout: hiddenSeconds,
          // Long polling queries all of the queue's servers (SQS developer guide, "Amazon SQS short and long polling").
          WaitTimeSeconds: 2,
        }),
      );
      return Messages.map(({ MessageId = '', Body = '', ReceiptHandle = '' }) => ({
        messageId: MessageId,
        body: Body,
        receipt: ReceiptHandle,
      }));
    },

    async putBack({ body, receipt }, endpointId) {
      // As `announce` enqueues them: an endpoint with a backlog does not delay the others.
      await client.send(
        new SendMessageCommand({ QueueUrl: source, MessageBody: body, MessageGroupId: endpointId }),
      );
      await client.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: receipt }));
    },
  };
}
