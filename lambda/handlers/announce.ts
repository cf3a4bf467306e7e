import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Context, DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { documentClient } from '../aws/document-client.js';
import { endpointTable } from '../aws/endpoint-table.js';
import { eventBus } from '../aws/event-bus.js';
import { recordChange } from '../aws/stream-record.js';
import { webhookQueue } from '../aws/webhook-queue.js';
import { environment, eventBusArn, webhookQueueUrl, webhookSettings } from '../core/environment.js';
import { announce } from '../core/event/announce.js';

const { table } = environment(process.env);
const ports = {
  publish: eventBus(eventBusArn(process.env)),
  endpoints: endpointTable(documentClient(), table, webhookSettings(process.env).endpoints).all,
  order: webhookQueue(webhookQueueUrl(process.env)).order,
};
const logger = new Logger();
const metrics = new Metrics();

let coldStart = true;

/**
 * Tells of what was written to the table. Where a record fails, Lambda sends it and those after it again, halves the
 * batch until the record stands alone, and puts it whole into the bucket, for an operator to send again (Lambda developer
 * guide, "Using AWS Lambda with Amazon DynamoDB").
 */
export async function handler(
  event: DynamoDBStreamEvent,
  { awsRequestId }: Context,
): Promise<DynamoDBBatchResponse> {
  const startedAt = performance.now();
  const { Records } = event;
  const { announced, failure } = await announce(
    ports,
    Records.map((record) => () => recordChange(record)),
  );
  const line = {
    functionRequestId: awsRequestId,
    records: Records.length,
    events: announced.map(({ id, type }) => `${type} ${id}`),
    durationMs: Math.round((performance.now() - startedAt) * 10) / 10,
    coldStart,
  };
  coldStart = false;
  metrics.addMetric('EventsAnnounced', MetricUnit.Count, announced.length);
  if (failure) metrics.addMetric('AnnouncementsFailed', MetricUnit.Count, 1);
  metrics.publishStoredMetrics();
  if (!failure) {
    logger.info('batch', line);
    return { batchItemFailures: [] };
  }
  const itemIdentifier = Records[failure.index]?.dynamodb?.SequenceNumber;
  logger.error('batch failed', { ...line, sequenceNumber: itemIdentifier, reason: failure.reason });
  // Without a place to go on from, the whole batch must come again.
  if (itemIdentifier === undefined) throw new Error('a record of the stream has no sequence number');
  return { batchItemFailures: [{ itemIdentifier }] };
}
