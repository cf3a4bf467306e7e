import { Logger } from '@aws-lambda-powertools/logger';
import { MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { deliveryTable } from '../aws/table/delivery-table.js';
import { signedTableClient } from '../aws/table/query/signed-table-client.js';
import { endpointTable } from '../aws/table/endpoint-table.js';
import { secretText } from '../aws/signing/secret-text.js';
import { webhookQueue } from '../aws/messages/webhook-queue.js';
import {
  environment,
  webhookKeyArn,
  webhookQueueUrl,
  webhookSettings,
} from '../core/settings/environment.js';
import { deliver, type Delivered } from '../core/webhook/deliver.js';
import type { DeliveryOrder } from '../core/webhook/delivery.js';
import { secretsOf } from '../core/webhook/secret.js';
import { internet, webhookPost } from '../outbound/webhook-post.js';
import { signedHeaders } from '../outbound/webhook-signature.js';
import { beforeTimeout } from './before-timeout.js';
import { deploymentMetrics } from './deployment-metrics.js';

const { table } = environment(process.env);
const { endpoints, allowLoopback = false } = webhookSettings(process.env);
const client = signedTableClient();
const queue = webhookQueue(webhookQueueUrl(process.env));
const key = secretText(webhookKeyArn(process.env), 'the webhook key');
const outside = { ...internet, allowLoopback };
const logger = new Logger();
const metrics = deploymentMetrics(process.env);

const ports: Parameters<typeof deliver>[0] = {
  now: () => new Date(),
  random: Math.random,
  endpoints: endpointTable(client, table, endpoints),
  log: deliveryTable(client, table),
  send: async (endpoint, event, at) => {
    const headers = signedHeaders(secretsOf(await key(), endpoint, at), event, at);
    return webhookPost(outside, { url: endpoint.url, headers, body: event.body });
  },
};

let coldStart = true;

/**
 * Delivers events to webhook endpoints, the messages of a batch concurrently. A failed delivery is retried with
 * backoff; after a day its message is in the dead-letter queue.
 */
export async function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  const failures = await Promise.all(event.Records.map((record) => deliverRecord(record, context)));
  metrics.publishStoredMetrics();
  coldStart = false;
  return { batchItemFailures: failures.filter((failure) => failure !== undefined) };
}

async function deliverRecord(
  record: SQSRecord,
  context: Context,
): Promise<{ itemIdentifier: string } | undefined> {
  const attempt = Number(record.attributes.ApproximateReceiveCount);
  const line = {
    functionRequestId: context.awsRequestId,
    messageId: record.messageId,
    number: attempt,
    coldStart,
  };
  const failure = { itemIdentifier: record.messageId };
  try {
    const order = JSON.parse(record.body) as DeliveryOrder;
    const result = await beforeTimeout(context, () => deliver(ports, order, attempt));
    logger.info('delivery', { ...line, ...summary(order, result) });
    count(result);
    if (result.outcome !== 'retrying' && result.outcome !== 'failed') return undefined;
    // After the last attempt SQS moves the message to the dead-letter queue on its next receive.
    await queue.delay(record.receiptHandle, result.retryInSeconds ?? 0);
  } catch (error) {
    // Only the error's name: its message could quote the event, and with it a file name.
    logger.error('delivery failed', { ...line, reason: error instanceof Error ? error.name : 'unknown' });
    metrics.addMetric('DeliveryErrors', MetricUnit.Count, 1);
  }
  return failure;
}

/** Ids and outcome; never the URL, which may contain a secret. */
function summary({ endpointId, event }: DeliveryOrder, { outcome, attempt, ...rest }: Delivered) {
  return { outcome, endpointId, eventId: event.id, type: event.type, ...attempt, ...rest };
}

const metricNames = {
  delivered: 'WebhooksDelivered',
  retrying: 'WebhooksRetried',
  failed: 'WebhooksFailed',
  skipped: 'WebhooksSkipped',
  unsubscribed: 'WebhooksUnsubscribed',
} as const satisfies Record<Delivered['outcome'], string>;

function count({ outcome, disabled }: Delivered): void {
  metrics.addMetric(metricNames[outcome], MetricUnit.Count, 1);
  if (disabled) metrics.addMetric('WebhooksDisabled', MetricUnit.Count, 1);
}
