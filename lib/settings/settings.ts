import { Duration, RemovalPolicy, Size } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { maxSinglePutBytes } from '../../lambda/core/upload/declaration.js';
import { maxMultipartBytes } from '../../lambda/core/upload/part-plan.js';
import type { Policy } from '../../lambda/core/settings/policy.js';
import { maxRetentionSeconds } from '../../lambda/core/file/retention.js';
import type { SweepSettings } from '../../lambda/core/settings/sweep-settings.js';
import type { Quota } from '../../lambda/core/file/usage.js';
import type { WebhookSettings } from '../../lambda/core/webhook/endpoint.js';
import { Auth } from '../auth/auth.js';
import { accessOf } from './access-settings.js';
import { OnFinding } from '../props/on-finding.js';
import { capacityOf, type Capacity } from './capacity.js';
import { cdnSettingsOf, type CdnSettings } from './cdn-settings.js';
import { contentSettingsOf } from './content-settings.js';
import { findingSettingsOf } from './finding-settings.js';
import { domainsOf, type Domains } from './domain-settings.js';
import * as check from './prop-checks.js';
import { siteSettingsOf, type SiteSettings } from './site-settings.js';
import { StorageAddressing } from '../props/storage-addressing.js';
import type { WaybillProps } from '../props/waybill-props.js';
import { webhookSettingsOf } from './webhook-settings.js';
import { wrongProp } from '../checks/wrong-prop.js';

/** The checked props with their defaults. Durations are whole seconds. */
export interface Settings extends Capacity, Domains {
  readonly auth: Auth;
  readonly allowedOrigins: readonly string[];
  readonly site: SiteSettings | undefined;
  readonly cdn: CdnSettings | undefined;
  readonly policy: Policy;
  readonly sweep: SweepSettings;
  readonly sweepIntervalSeconds: number;
  readonly removalPolicy: RemovalPolicy;
  readonly breakGlassRoleArns: readonly string[];
  readonly deploymentRoleArns: readonly string[];
  readonly logRetention: RetentionDays;
  readonly encryptionKey: WaybillProps['encryptionKey'];
  readonly formerEncryptionKeys: readonly IKey[];
  readonly alarmTopic: WaybillProps['alarmTopic'];
  readonly metrics: boolean;
  readonly tracing: boolean;
  readonly publicUrl: string | undefined;
  readonly eventBus: WaybillProps['eventBus'];
  readonly webhooks: WebhookSettings;
  readonly storageEndpoint: string | undefined;
  readonly storageAddressing: `${StorageAddressing}` | undefined;
  readonly awsEndpoint: string | undefined;
}

const defaultMaxSize = Size.gibibytes(5);
const minute = 60;
const hour = 60 * minute;

/** Fills in defaults, and throws for invalid props. */
export function settingsOf(props: WaybillProps): Settings {
  const domains = domainsOf(props);
  return {
    auth: props.auth ?? Auth.cognito(),
    allowedOrigins: check.origins('allowedOrigins', props.allowedOrigins ?? []),
    site: siteSettingsOf(props),
    cdn: cdnSettingsOf(props),
    policy: {
      ...contentSettingsOf(props),
      maxSizeBytes: check.size('maxSize', props.maxSize ?? defaultMaxSize, Size.bytes(maxMultipartBytes)),
      ...minSizeOf(props),
      multipartThresholdBytes: check.size(
        'multipartThreshold',
        props.multipartThreshold ?? Size.mebibytes(64),
        Size.bytes(maxSinglePutBytes),
      ),
      uploadExpiresInSeconds: life('uploadUrlLife', props.uploadUrlLife),
      partExpiresInSeconds: life('partUrlLife', props.partUrlLife, 60 * minute),
      uploadLifeSeconds: check.seconds(
        'uploadLife',
        props.uploadLife ?? Duration.hours(24),
        hour,
        7 * 24 * hour,
      ),
      readExpiresInSeconds: life('readUrlLife', props.readUrlLife, 60 * minute),
      onFinding: check.oneOf('onFinding', props.onFinding ?? OnFinding.REJECT, OnFinding),
      ...findingSettingsOf(props),
      ...malwareOf(props),
      ...retentionOf(props),
      ...(props.announceReads && { announceReads: true }),
      ...(props.bindReads && { bindReads: true }),
      quota: quotaOf(props),
      access: accessOf(props),
    },
    sweep: {
      uploadGraceSeconds: check.seconds(
        'uploadGrace',
        props.uploadGrace ?? Duration.hours(1),
        5 * minute,
        7 * 24 * hour,
      ),
      orphanGraceSeconds: check.seconds(
        'orphanGrace',
        props.orphanGrace ?? Duration.days(7),
        24 * hour,
        365 * 24 * hour,
      ),
    },
    sweepIntervalSeconds: wholeMinutes('sweepInterval', props.sweepInterval ?? Duration.minutes(5)),
    ...capacityOf(props),
    ...domains,
    removalPolicy: check.removalPolicy('removalPolicy', props.removalPolicy ?? RemovalPolicy.RETAIN),
    breakGlassRoleArns: check.roleArns('breakGlassRoleArns', props.breakGlassRoleArns ?? []),
    deploymentRoleArns: check.roleArns('deploymentRoleArns', props.deploymentRoleArns ?? []),
    logRetention: check.logRetention('logRetention', props.logRetention ?? RetentionDays.ONE_MONTH),
    encryptionKey: props.encryptionKey && keyItself('encryptionKey', props.encryptionKey),
    formerEncryptionKeys: formerKeysOf(props),
    alarmTopic: props.alarmTopic,
    metrics: props.metrics ?? true,
    tracing: props.tracing ?? true,
    publicUrl:
      endpoint('publicUrl', props.publicUrl) ?? (domains.apiDomain && `https://${domains.apiDomain.name}`),
    eventBus: props.eventBus,
    webhooks: webhookSettingsOf(props),
    storageEndpoint: endpoint('storageEndpoint', props.storageEndpoint),
    storageAddressing: addressingOf(props),
    awsEndpoint: endpoint('awsEndpoint', props.awsEndpoint),
  };
}

function minSizeOf({ minSize, maxSize }: WaybillProps): Pick<Policy, 'minSizeBytes'> {
  if (!minSize) return {};
  const minSizeBytes = check.size('minSize', minSize, maxSize ?? defaultMaxSize, 0);
  return minSizeBytes > 0 ? { minSizeBytes } : {};
}

/** GuardDuty user guide, "Quotas in Malware Protection for S3": a larger object is not scanned, and so never verified. */
const mostScanned = 100e9;

function malwareOf({
  malwareProtection = false,
  malwareScanTimeout,
  maxSize = defaultMaxSize,
}: WaybillProps): Pick<Policy, 'malware'> {
  if (malwareProtection && maxSize.toBytes() > mostScanned)
    throw wrongProp(
      'maxSize',
      `${maxSize.toBytes()} bytes`,
      `at most ${mostScanned} bytes with malwareProtection: GuardDuty scans no larger file, so none would be verified`,
    );
  const timeout = malwareScanTimeout ?? Duration.hours(1);
  const scanTimeoutSeconds = check.seconds('malwareScanTimeout', timeout, 5 * minute, 24 * hour);
  if (malwareProtection) return { malware: { scanTimeoutSeconds } };
  if (malwareScanTimeout)
    throw wrongProp('malwareScanTimeout', `${scanTimeoutSeconds} seconds`, 'malwareProtection too');
  return {};
}

function retentionOf({ retention }: WaybillProps): Pick<Policy, 'retentionSeconds'> {
  if (!retention) return {};
  return { retentionSeconds: check.seconds('retention', retention, 1 * minute, maxRetentionSeconds) };
}

/** EventBridge Scheduler's rates are whole minutes. */
function wholeMinutes(prop: string, given: Duration): number {
  const seconds = check.seconds(prop, given, 1 * minute, 1 * hour);
  if (seconds % minute !== 0) throw wrongProp(prop, `${seconds} seconds`, 'whole minutes, 1 to 60');
  return seconds;
}

function quotaOf({ maxFiles, maxBytes, maxPendingUploads = 10_000 }: WaybillProps): Quota {
  return {
    ...(maxFiles !== undefined && { maxFiles: check.wholeNumber('maxFiles', maxFiles) }),
    ...(maxBytes !== undefined && {
      maxBytes: check.size('maxBytes', maxBytes, Size.bytes(Number.MAX_SAFE_INTEGER)),
    }),
    maxPendingUploads: check.wholeNumber('maxPendingUploads', maxPendingUploads),
  };
}

/**
 * Above 15 minutes, credentials of a function's own role may expire sooner, without notice to the holder of the URL.
 */
function life(prop: string, given: Duration | undefined, max = 15 * minute): number {
  return given === undefined ? 15 * minute : check.seconds(prop, given, 1 * minute, max);
}

/** Functions keep what they need of them: files stay encrypted as they were stored. */
function formerKeysOf({ encryptionKey, formerEncryptionKeys = [] }: WaybillProps): readonly IKey[] {
  const arns = formerEncryptionKeys.map(({ keyArn }) => keyArn);
  const twice = arns.find((arn, index) => arn === encryptionKey?.keyArn || arns.indexOf(arn) !== index);
  if (twice !== undefined)
    throw wrongProp('formerEncryptionKeys', twice, 'keys other than encryptionKey, each once');
  return formerEncryptionKeys.map((key) => keyItself('formerEncryptionKeys', key));
}

/** KMS developer guide, "Specifying KMS keys in IAM policy statements": the ARN of an alias allows nothing there. */
function keyItself(prop: string, key: IKey): IKey {
  if (!('aliasName' in key) && !key.keyArn.includes(':alias/')) return key;
  throw wrongProp(
    prop,
    'an alias',
    'a key, such as Key.fromKeyArn(...): an alias in an IAM policy gives no right to its key',
  );
}

function addressingOf({ storageEndpoint, storageAddressing }: WaybillProps): Settings['storageAddressing'] {
  if (storageAddressing === undefined) return undefined;
  const addressing = check.oneOf('storageAddressing', storageAddressing, StorageAddressing);
  if (storageEndpoint === undefined) throw wrongProp('storageAddressing', addressing, 'storageEndpoint too');
  return addressing;
}

function endpoint(prop: string, given: string | undefined): string | undefined {
  return given === undefined ? undefined : check.baseUrl(prop, given);
}
