import {
  ChangeMessageVisibilityCommand,
  SendMessageBatchCommand,
  SQSClient,
  type SendMessageBatchRequestEntry,
} from '@aws-sdk/client-sqs';
import type { DeliveryOrder } from '../../core/webhook/delivery.js';
import { batchesOf } from './batches.js';
import { patience } from '../patience.js';

/** SQS developer guide, "Amazon SQS message quotas": messages in one batch, and bytes that any region takes of all. */
const limits = {
  maxItems: 10,
  maxBytes: 256 * 1024,
  bytesOf: (order: DeliveryOrder) => Buffer.byteLength(JSON.stringify(order)),
};

/** Batches that are on their way at once. */
const atOnce = 20;

export interface WebhookQueue {
  /** @returns the ids of events of which an order was not taken, each with why */
  order(orders: readonly DeliveryOrder[]): Promise<ReadonlyMap<string, string>>;
  /** Has a message that was received come again after a while. */
  delay(receiptHandle: string, seconds: number): Promise<void>;
}

/** Orders to tell endpoints, one message each, so that no endpoint waits for another. @param url of the queue */
export function webhookQueue(url: string): WebhookQueue {
  // The queue's address holds the name of its host, which on another engine than AWS need not be the one to call.
  const client = new SQSClient({ ...patience(), useQueueUrlAsEndpoint: false });

  const send = async (batch: readonly DeliveryOrder[]): Promise<[string, string][]> => {
    const Entries = batch.map((order, index) => entryOf(order, index));
    try {
      const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries }));
      return Failed.map(({ Id, Code }) => [batch[Number(Id)]?.event.id ?? '', Code ?? 'unknown']);
    } catch (error) {
      const reason = error instanceof Error ? error.name : 'unknown';
      return batch.map(({ event }) => [event.id, reason]);
    }
  };

  return {
    async order(orders) {
      const untold: [string, string][] = [];
      const all = batchesOf(orders, limits);
      for (let first = 0; first < all.length; first += atOnce) {
        const ended = await Promise.all(all.slice(first, first + atOnce).map(send));
        for (const one of ended.flat()) untold.push(one);
      }
      return new Map(untold);
    },

    async delay(receiptHandle, seconds) {
      await client.send(
        new ChangeMessageVisibilityCommand({
          QueueUrl: url,
          ReceiptHandle: receiptHandle,
          VisibilityTimeout: seconds,
        }),
      );
    },
  };
}

/** SQS developer guide, "Amazon SQS fair queues": a group that has many messages waiting does not hold up the others. */
const entryOf = (order: DeliveryOrder, index: number): SendMessageBatchRequestEntry => ({
  Id: String(index),
  MessageBody: JSON.stringify(order),
  MessageGroupId: order.endpointId,
});
