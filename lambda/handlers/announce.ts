import { Logger } from '@aws-lambda-powertools/logger';
import { MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Context, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { signedTableClient } from '../aws/table/query/signed-table-client.js';
import { endpointTable } from '../aws/table/endpoint-table.js';
import { eventBus } from '../aws/messages/event-bus.js';
import { recordChange } from '../aws/table/item/stream-record.js';
import { webhookQueue } from '../aws/messages/webhook-queue.js';
import { environment, eventBusArn, webhookQueueUrl, webhookSettings } from '../core/settings/environment.js';
import { announce, redriveChanges, type Changes } from '../core/announcement/announce.js';
import type { DomainEvent } from '../core/event/event.js';
import type { Redriven, RedriveRequest } from '../core/announcement/redrive-message.js';
import { deploymentMetrics } from './deployment-metrics.js';

const { table } = environment(process.env);
const ports = {
  publish: eventBus(eventBusArn(process.env)),
  endpoints: endpointTable(signedTableClient(), table, webhookSettings(process.env).endpoints).all,
  order: webhookQueue(webhookQueueUrl(process.env)).order,
};
const logger = new Logger();
const metrics = deploymentMetrics(process.env);

let coldStart = true;

/** Publishes changes of the table: from its stream, or from an operator who redrives kept records. */
export async function handler(
  event: DynamoDBStreamEvent | RedriveRequest<DynamoDBRecord>,
  { awsRequestId }: Context,
): Promise<DynamoDBBatchResponse | Redriven> {
  const startedAt = performance.now();
  const line = (announced: readonly DomainEvent[]) => ({
    functionRequestId: awsRequestId,
    records: event.Records.length,
    events: announced.map(({ id, type }) => `${type} ${id}`),
    durationMs: Math.round((performance.now() - startedAt) * 10) / 10,
    coldStart,
  });
  try {
    return 'redrive' in event ? await redriveBatch(event, line) : await ofStream(event, line);
  } finally {
    metrics.publishStoredMetrics();
    coldStart = false;
  }
}

type Line = (announced: readonly DomainEvent[]) => Readonly<Record<string, unknown>>;

/**
 * If a record fails, Lambda retries it and those after it, bisects the batch until the record is isolated, and writes
 * it to the bucket for a redrive (Lambda developer guide, "Using AWS Lambda with Amazon DynamoDB").
 */
async function ofStream({ Records }: DynamoDBStreamEvent, line: Line): Promise<DynamoDBBatchResponse> {
  const { announced, failure } = await announce(ports, changesIn(Records));
  metrics.addMetric('EventsAnnounced', MetricUnit.Count, announced.length);
  if (!failure) {
    logger.info('batch', line(announced));
    return { batchItemFailures: [] };
  }
  metrics.addMetric('AnnouncementsFailed', MetricUnit.Count, 1);
  const itemIdentifier = sequenceNumber(Records[failure.index]);
  logger.error('batch failed', {
    ...line(announced),
    sequenceNumber: itemIdentifier,
    reason: failure.reason,
  });
  // Without the sequence number of the failed record, the whole batch is retried.
  if (itemIdentifier === undefined) throw new Error('a record of the stream has no sequence number');
  return { batchItemFailures: [{ itemIdentifier }] };
}

async function redriveBatch(
  { Records, redrive: how }: RedriveRequest<DynamoDBRecord>,
  line: Line,
): Promise<Redriven> {
  const { announced, failures } = await redriveChanges(ports, changesIn(Records), how === 'dry-run');
  if (how === 'tell') metrics.addMetric('EventsAnnounced', MetricUnit.Count, announced.length);
  logger.info('redrive', {
    ...line(announced),
    how,
    failures: failures.map(({ index, reason }) => `${sequenceNumber(Records[index]) ?? index} ${reason}`),
  });
  return { events: announced.length, failures };
}

const changesIn = (records: readonly DynamoDBRecord[]): Changes =>
  records.map((record) => () => recordChange(record));

const sequenceNumber = (record: DynamoDBRecord | undefined) => record?.dynamodb?.SequenceNumber;
