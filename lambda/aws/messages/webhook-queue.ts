import type { SendMessageBatchRequestEntry, SendMessageBatchResult } from '@aws-sdk/client-sqs';
import type { DeliveryOrder } from '../../core/webhook/delivery.js';
import { batchesOf } from './batches.js';
import { sqs } from './sqs.js';

/** SQS developer guide, "Amazon SQS message quotas": messages per batch, and their total bytes in every region. */
const limits = {
  maxItems: 10,
  maxBytes: 256 * 1024,
  bytesOf: (order: DeliveryOrder) => Buffer.byteLength(JSON.stringify(order)),
};

/** Concurrent batches. */
const atOnce = 20;

export interface WebhookQueue {
  /** @returns the ids of events with a message that was not accepted, each with the reason */
  order(orders: readonly DeliveryOrder[]): Promise<ReadonlyMap<string, string>>;
  /** Changes the visibility timeout of a received message, for a retry after a delay. */
  delay(receiptHandle: string, seconds: number): Promise<void>;
}

/**
 * Enqueues deliveries, one message for each endpoint, so that no endpoint waits for another. @param url of the queue
 */
export function webhookQueue(url: string): WebhookQueue {
  const call = sqs();

  const send = async (batch: readonly DeliveryOrder[]): Promise<[string, string][]> => {
    const Entries = batch.map((order, index) => entryOf(order, index));
    try {
      const answer = await call('SendMessageBatch', { QueueUrl: url, Entries });
      const { Failed = [] } = answer as Partial<SendMessageBatchResult>;
      return Failed.map(({ Id, Code }) => [batch[Number(Id)]?.event.id ?? '', Code ?? 'unknown']);
    } catch (error) {
      const reason = error instanceof Error ? error.name : 'unknown';
      return batch.map(({ event }) => [event.id, reason]);
    }
  };

  return {
    async order(orders) {
      const unsent: [string, string][] = [];
      const all = batchesOf(orders, limits);
      for (let first = 0; first < all.length; first += atOnce) {
        const ended = await Promise.all(all.slice(first, first + atOnce).map(send));
        for (const one of ended.flat()) unsent.push(one);
      }
      return new Map(unsent);
    },

    async delay(receiptHandle, seconds) {
      await call('ChangeMessageVisibility', {
        QueueUrl: url,
        ReceiptHandle: receiptHandle,
        VisibilityTimeout: seconds,
      });
    },
  };
}

/** SQS developer guide, "Amazon SQS fair queues": a group with a backlog does not delay the others. */
const entryOf = (order: DeliveryOrder, index: number): SendMessageBatchRequestEntry => ({
  Id: String(index),
  MessageBody: JSON.stringify(order),
  MessageGroupId: order.endpointId,
});
