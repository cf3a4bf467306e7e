import { Logger } from '@aws-lambda-powertools/logger';
import { MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Context } from 'aws-lambda';
import { bucketListing } from '../aws/object/bucket-listing.js';
import { signedTableClient } from '../aws/table/query/signed-table-client.js';
import { erasureTable } from '../aws/table/erasure-table.js';
import { fileTable, recordRemover } from '../aws/table/file-table.js';
import { functionInvoker } from '../aws/messages/function-invoker.js';
import { grantTable } from '../aws/table/grant-table.js';
import { bucketAddress } from '../aws/object/bucket-address.js';
import { multipartStore } from '../aws/object/multipart-store.js';
import { s3Client, versionRemover } from '../aws/object/object-store.js';
import { orphanTable } from '../aws/table/orphan-table.js';
import { ownerFiles } from '../aws/table/owner-files.js';
import { recountTable } from '../aws/table/recount-table.js';
import { shareTable } from '../aws/table/share-table.js';
import { validatorQueue } from '../aws/messages/validator-queue.js';
import { waitingFiles } from '../aws/table/waiting-files.js';
import {
  environment,
  presignFunction,
  sweepSettings,
  validationQueueUrl,
} from '../core/settings/environment.js';
import { eraseOwner } from '../core/erasure/erase.js';
import { isFileId } from '../core/file/object-key.js';
import {
  isFunctionMessage,
  joiningUnfinished,
  type FunctionMessage,
} from '../core/sweep/function-message.js';
import { Tally, type SweepOutcome, type SweepReport } from '../core/sweep/report.js';
import type { AllSweepPorts } from '../core/sweep/all-ports.js';
import { sweep } from '../core/sweep/sweep.js';
import { deploymentMetrics } from './deployment-metrics.js';

const { bucket, table, region, policy, storageEndpoint } = environment(process.env);
const client = signedTableClient();
const s3 = s3Client(storageEndpoint);
const listing = bucketListing(s3, bucket);
const askPresign = functionInvoker(presignFunction(process.env));
const logger = new Logger();
const metrics = deploymentMetrics(process.env);

const ports: AllSweepPorts = {
  now: () => new Date(),
  settings: sweepSettings(process.env),
  policy,
  files: { ...fileTable(client, table), forget: recordRemover(client, table) },
  grants: grantTable(client, table),
  shares: shareTable(client, table),
  waiting: waitingFiles(client, table),
  store: {
    versions: listing.versionsOf,
    removeVersion: versionRemover(s3, bucket),
    abortParts: multipartStore(bucketAddress(bucket, region, storageEndpoint), region).abort,
  },
  bucket: listing,
  notifyFound: validatorQueue(validationQueueUrl(process.env)).notifyFound,
  askToJoin: (id) => askPresign(joiningUnfinished(id)),
  ownerFiles: ownerFiles(client, table),
  erasing: erasureTable(client, table),
  usages: recountTable(client, table),
  ...orphanTable(client, table),
};

/** The message of an operator; the schedule sends none. */
export interface SweepRequest {
  /** Reports what it would do, without changes. @default false */
  readonly dryRun?: boolean;
}

/** Reserved for the last change and the report. */
const marginMs = 20_000;

/**
 * Invoked by the schedule, by an operator, and by `files` to continue an erasure. Its role can list and remove objects;
 * it cannot read or write them.
 */
export async function handler(event: SweepRequest | FunctionMessage, context: Context): Promise<SweepReport> {
  const deadline = new Date(Date.now() + context.getRemainingTimeInMillis() - marginMs);
  const onFailure = (id: string, error: unknown) =>
    // Keys of foreign objects are untrusted.
    logger.error('sweep failed', { subject: isFileId(id) ? id : 'other', error: error as Error });
  const report = isFunctionMessage(event)
    ? await erase(event, deadline, onFailure)
    : await sweep(ports, { deadline, dryRun: event.dryRun === true, onFailure });
  const { actions, ...told } = report;
  logger.info('sweep', { functionRequestId: context.awsRequestId, ...told });
  if (!report.dryRun) count(report);
  return report;
}

async function erase(
  message: FunctionMessage,
  deadline: Date,
  onFailure: (id: string, error: unknown) => void,
): Promise<SweepReport> {
  if (message['detail-type'] !== 'Erasure Requested') throw new Error('a message that sweep does not take');
  const tally = new Tally(false, onFailure);
  const isOver = () => Date.now() >= deadline.getTime();
  const erasure = await ports.erasing.of(message.detail.owner);
  if (erasure?.status === 'running') await eraseOwner(ports, erasure, tally, isOver);
  return tally.report(!isOver());
}

const metricNames = {
  expired: 'UploadsExpired',
  requeued: 'FilesRequeued',
  stuck: 'FilesStuck',
  joining: 'JoinsRequested',
  lost: 'FilesLost',
  deleted: 'FilesPastRetention',
  removed: 'DeletionsFinished',
  forgotten: 'RecordsRemoved',
  erased: 'FilesErased',
  'erasure-done': 'ErasuresFinished',
  recounted: 'UsageRecounted',
  drifted: 'UsageDrifted',
  corrected: 'UsageCorrected',
  orphan: 'Orphans',
  'orphan-removed': 'OrphansRemoved',
  failed: 'SweepFailures',
} as const satisfies Record<Exclude<SweepOutcome, 'moved'>, string>;

function count({ counts, complete }: SweepReport): void {
  for (const [outcome, name] of Object.entries(metricNames)) {
    const times = counts[outcome as keyof typeof metricNames];
    if (times) metrics.addMetric(name, MetricUnit.Count, times);
  }
  metrics.addMetric('SweepsCutShort', MetricUnit.Count, complete ? 0 : 1);
  metrics.publishStoredMetrics();
}
