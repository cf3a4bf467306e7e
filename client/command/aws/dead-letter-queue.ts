import {
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { DeadLetterQueue } from '../webhooks/dead-letters.js';
import { patience } from './patience.js';

/** For so long nobody else sees what was looked at; those that stay show themselves again then. */
const hiddenSeconds = 5 * 60;

/**
 * @param url of the dead-letter queue
 * @param source of the queue of `deliver`
 */
export function deadLetterQueue(url: string, source: string): DeadLetterQueue {
  // The address holds the name of its host, which on another engine than AWS need not be the one to call.
  const client = new SQSClient({ ...patience(), useQueueUrlAsEndpoint: false });
  return {
    async receive() {
      const { Messages = [] } = await client.send(
        new ReceiveMessageCommand({
          QueueUrl: url,
          MaxNumberOfMessages: 10,
          VisibilityTimeout: hiddenSeconds,
          // Asks all of the queue's servers (SQS developer guide, "Amazon SQS short and long polling").
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
      // As `announce` puts orders there: an endpoint with many waiting does not hold up the others.
      await client.send(
        new SendMessageCommand({ QueueUrl: source, MessageBody: body, MessageGroupId: endpointId }),
      );
      await client.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: receipt }));
    },
  };
}
