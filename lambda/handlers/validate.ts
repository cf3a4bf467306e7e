import { Logger } from '@aws-lambda-powertools/logger';
import { MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { signedTableClient } from '../aws/table/query/signed-table-client.js';
import { fileTable } from '../aws/table/file-table.js';
import { lazyValidatorQueue } from '../aws/messages/lazy-validator-queue.js';
import { isForbidden, objectStore, s3Client } from '../aws/object/object-store.js';
import { contentCheck } from '../core/validation/content-check.js';
import { environment, validationQueueUrl } from '../core/settings/environment.js';
import { carryOut } from '../core/validation/held-file.js';
import { validateObject } from '../core/validation/validate-object.js';
import type { Validation } from '../core/validation/validation.js';
import { beforeTimeout } from './before-timeout.js';
import { deploymentMetrics } from './deployment-metrics.js';
import { queueMessage } from './queue-message.js';

const { bucket, table, policy, storageEndpoint } = environment(process.env);
const store = objectStore(s3Client(storageEndpoint), bucket);
const logger = new Logger();
const metrics = deploymentMetrics(process.env);

const ports = {
  now: () => new Date(),
  policy,
  files: fileTable(signedTableClient(), table),
  store,
  checkContent: contentCheck(policy, (file, object) => store.reader(file.key, object)),
  askAgain: lazyValidatorQueue(validationQueueUrl(process.env)).askAgain,
};

let coldStart = true;

/**
 * Checks stored objects, handles the results of malware scans, and applies decisions on held files. A failed message is
 * returned to the queue alone (Lambda developer guide, "Implementing partial batch responses"); after its last try it
 * is in the dead-letter queue.
 */
export async function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  const failures = await Promise.all(event.Records.map((record) => validateRecord(record, context)));
  metrics.publishStoredMetrics();
  coldStart = false;
  return { batchItemFailures: failures.filter((failure) => failure !== undefined) };
}

async function validateRecord(
  record: SQSRecord,
  context: Context,
): Promise<{ itemIdentifier: string } | undefined> {
  const startedAt = performance.now();
  const line = { functionRequestId: context.awsRequestId, messageId: record.messageId, coldStart };
  const durationMs = () => Math.round((performance.now() - startedAt) * 10) / 10;
  try {
    const message = queueMessage(record);
    const validation = await beforeTimeout(context, () =>
      message.kind === 'object'
        ? validateObject(ports, message.news)
        : carryOut(ports, message.id, message.decision),
    );
    logger.info('record', { ...line, kind: message.kind, ...summary(validation), durationMs: durationMs() });
    count(validation);
    return undefined;
  } catch (error) {
    const attempt = Number(record.attributes.ApproximateReceiveCount);
    logger.error('record failed', { ...line, attempt, durationMs: durationMs(), error: error as Error });
    metrics.addMetric('ValidationFailed', MetricUnit.Count, 1);
    if (isForbidden(error)) metrics.addMetric('FilesUnreadable', MetricUnit.Count, 1);
    return { itemIdentifier: record.messageId };
  }
}

function summary({ outcome, file }: Validation) {
  if (!file) return { outcome };
  const { id: fileId, sizeBytes, contentType, detectedType, reasons } = file;
  return { outcome, fileId, sizeBytes, contentType, detectedType, reasons: reasons.map(({ code }) => code) };
}

const metricNames = {
  verified: 'FilesVerified',
  rejected: 'FilesRejected',
  held: 'FilesHeld',
  'awaiting-scan': 'ScansAwaited',
  duplicate: 'DuplicateEvents',
  'late-version': 'LateVersionsRemoved',
  'unknown-key': 'UnknownKeys',
  gone: 'VersionsGone',
} as const satisfies Record<Validation['outcome'], string>;

function count({ outcome, file }: Validation): void {
  metrics.addMetric(metricNames[outcome], MetricUnit.Count, 1);
  if (outcome === 'verified' && file) metrics.addMetric('BytesVerified', MetricUnit.Bytes, file.sizeBytes);
}
