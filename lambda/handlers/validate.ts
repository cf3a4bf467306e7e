import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { documentClient } from '../aws/document-client.js';
import { fileTable } from '../aws/file-table.js';
import { objectStore, s3Client } from '../aws/object-store.js';
import { contentCheck } from '../core/content-check.js';
import { environment } from '../core/environment.js';
import { validateObject, type Validation } from '../core/validate-object.js';
import { objectCreated } from './object-created.js';

const { bucket, table, policy, storageEndpoint } = environment(process.env);
const store = objectStore(s3Client(storageEndpoint), bucket);
const logger = new Logger();
const metrics = new Metrics();

const ports = {
  now: () => new Date(),
  quota: policy.quota,
  files: fileTable(documentClient(), table),
  store,
  checkContent: contentCheck(policy, (file, object) => store.reader(file.key, object)),
};

let coldStart = true;

/**
 * Checks what S3 says has arrived. A message that fails goes back to the queue alone (Lambda developer guide,
 * "Implementing partial batch responses"); after its last try it waits in the dead-letter queue.
 */
export async function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  const failures = await Promise.all(event.Records.map((record) => validated(record, context)));
  metrics.publishStoredMetrics();
  coldStart = false;
  return { batchItemFailures: failures.filter((failure) => failure !== undefined) };
}

async function validated(
  record: SQSRecord,
  { awsRequestId }: Context,
): Promise<{ itemIdentifier: string } | undefined> {
  const startedAt = performance.now();
  const line = { functionRequestId: awsRequestId, messageId: record.messageId, coldStart };
  const durationMs = () => Math.round((performance.now() - startedAt) * 10) / 10;
  try {
    const validation = await validateObject(ports, objectCreated(record));
    logger.info('record', { ...line, ...summary(validation), durationMs: durationMs() });
    count(validation);
    return undefined;
  } catch (error) {
    const attempt = Number(record.attributes.ApproximateReceiveCount);
    logger.error('record failed', { ...line, attempt, durationMs: durationMs(), error: error as Error });
    metrics.addMetric('ValidationFailed', MetricUnit.Count, 1);
    return { itemIdentifier: record.messageId };
  }
}

function summary({ outcome, file, verdict }: Validation) {
  return {
    outcome,
    ...(file && { fileId: file.id, sizeBytes: file.sizeBytes, contentType: file.contentType }),
    ...(verdict && { detectedType: verdict.detectedType, reasons: verdict.reasons.map(({ code }) => code) }),
  };
}

const metricNames = {
  verified: 'FilesVerified',
  rejected: 'FilesRejected',
  duplicate: 'DuplicateEvents',
  'late-version': 'LateVersionsRemoved',
  'unknown-key': 'UnknownKeys',
  gone: 'VersionsGone',
} as const satisfies Record<Validation['outcome'], string>;

function count({ outcome, file }: Validation): void {
  metrics.addMetric(metricNames[outcome], MetricUnit.Count, 1);
  if (outcome === 'verified' && file) metrics.addMetric('BytesVerified', MetricUnit.Bytes, file.sizeBytes);
}
