import type { Duration, RemovalPolicy, Size } from 'aws-cdk-lib';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Auth } from '../auth/auth.js';
import type { CapacityProps } from './capacity-props.js';
import type { ContentLevel } from './content-level.js';
import type { DomainProps } from './domain-props.js';
import type { OnFinding } from './on-finding.js';
import type { Permission } from './permission.js';
import type { SiteProps } from './site-props.js';
import type { SweepProps } from './sweep-props.js';
import type { WebhookProps } from './webhook-props.js';
import type { StorageAddressing } from './storage-addressing.js';

export interface WaybillProps extends CapacityProps, DomainProps, SweepProps, SiteProps {
  /**
   * The issuer of the accepted tokens.
   * @default Auth.cognito()
   */
  readonly auth?: Auth;

  /**
   * The claim of the token that names the owner of the caller's files. Callers with the same value, such as a tenant,
   * share ownership. A token without it is refused.
   * @default 'sub': each user owns their files
   */
  readonly ownerClaim?: string;

  /**
   * The claim of the token that names the groups to which a file may be granted: a list, or one name.
   * @default 'cognito:groups'
   */
  readonly groupsClaim?: string;

  /**
   * The claim of the token that names a caller's roles: a list, or one name; `scope` is a space-separated list. For the
   * token of a machine client, `scope` is read too.
   * @default 'cognito:groups'
   */
  readonly rolesClaim?: string;

  /**
   * The permissions of each role. A caller has those of all their roles, and none without a configured role. Lambda
   * limits a function's environment to 4 KB, which is enough for some 40 roles.
   * @default - every caller has all permissions over their own files, except FILES_PUBLISH and FILES_ADMIN
   */
  readonly roles?: { readonly [role: string]: Permission[] };

  /**
   * Origins of pages that may call the API and the bucket from a browser: `https://app.example.com`. No wildcards.
   * @default - none: no browser may call; other clients may
   */
  readonly allowedOrigins?: string[];

  /**
   * Media types that may be stored, such as `image/png`; replaces the default list. No wildcards, no parameters.
   * @default - images, PDF, office documents without macros, audio, video, text, archives, fonts
   */
  readonly allowedTypes?: string[];

  /**
   * Largest file: a byte to 50 TB; above 5 GiB only in parts.
   * @default Size.gibibytes(5)
   */
  readonly maxSize?: Size;

  /**
   * Larger files are sent in parts, unless the client chooses otherwise. At most 5 GiB.
   * @default Size.mebibytes(64)
   */
  readonly multipartThreshold?: Size;

  /**
   * Largest image, width times height, in pixels.
   * @default 268402689 (16383 x 16383, the default limit of libvips and sharp)
   */
  readonly maxPixels?: number;

  /**
   * Depth of the content check.
   * @default ContentLevel.STRICT
   */
  readonly contentLevel?: ContentLevel;

  /**
   * What happens to a file with findings of the content check, or one that could not be scanned for malware. Bytes of
   * another size or checksum than declared, and known malware, are always rejected.
   * @default OnFinding.REJECT
   */
  readonly onFinding?: OnFinding;

  /**
   * GuardDuty Malware Protection for S3 scans each file; a file is verified only if the scan finds nothing. AWS charges
   * by object and by byte.
   * @default false
   */
  readonly malwareProtection?: boolean;

  /**
   * How long a file waits for the result of its malware scan: 5 minutes to 24 hours. After that, `onFinding` applies.
   * @default Duration.hours(1)
   */
  readonly malwareScanTimeout?: Duration;

  /**
   * Lifetime of a presigned write: 1 to 15 minutes. The bucket policy denies older signatures too.
   * @default Duration.minutes(15)
   */
  readonly uploadUrlLife?: Duration;

  /**
   * Lifetime of a presigned part of a large file: 1 to 60 minutes. S3 denies older signatures too. Above 15 minutes, an
   * additional role presigns them; a part may then live up to five minutes less, and its `expiresAt` says so. Parts can
   * be presigned again within `uploadLife`.
   * @default Duration.minutes(15)
   */
  readonly partUrlLife?: Duration;

  /**
   * How long after its creation an upload can be renewed, and its parts presigned: an hour to 7 days. Unfinished parts
   * are removed a day later.
   * @default Duration.hours(24)
   */
  readonly uploadLife?: Duration;

  /**
   * Lifetime of a presigned read: 1 to 60 minutes. The bucket policy denies older signatures too. Above 15 minutes, an
   * additional role signs them; a read may then live up to five minutes less, and its `expiresAt` is accurate.
   * @default Duration.minutes(15)
   */
  readonly readUrlLife?: Duration;

  /**
   * How many files one owner may have, pending uploads included.
   * @default - no limit
   */
  readonly maxFiles?: number;

  /**
   * Total size of one owner's files, pending uploads included.
   * @default - no limit
   */
  readonly maxBytes?: Size;

  /**
   * Maximum of pending uploads of one owner.
   * @default 10000
   */
  readonly maxPendingUploads?: number;

  /**
   * Encrypts the files with this KMS key (SSE-KMS with a bucket key). The functions' roles get the rights on it that
   * they need; its key policy must allow this account's IAM policies, as the default key policy does. It may be added
   * later: existing files remain readable. Before it is replaced or removed, list it in `formerEncryptionKeys`.
   * @default - SSE-S3
   */
  readonly encryptionKey?: IKey;

  /**
   * Keys that were `encryptionKey` before. Files remain encrypted with the key of their upload, so the functions keep
   * the right to use it: if it is missing here, all files that it encrypts become unreadable.
   * @default - none
   */
  readonly formerEncryptionKeys?: IKey[];

  /**
   * What happens to bucket, table and user pool when the stack is deleted. RETAIN also protects table and pool from
   * deletion. A bucket with files is never deleted with its stack.
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * ARNs of roles that are exempt from the bucket policy's guardrails on content: they may read unverified files, tag,
   * overwrite and presign, as far as their own policies allow. The rules on TLS and signature age still apply.
   * @default - none: the guardrails apply to administrators too
   */
  readonly breakGlassRoleArns?: string[];

  /**
   * Retention of logs.
   * @default RetentionDays.ONE_MONTH
   */
  readonly logRetention?: RetentionDays;

  /**
   * Notified when an alarm goes off.
   * @default - none: alarms only change state
   */
  readonly alarmTopic?: ITopic;

  /** The EventBridge bus to which events are published. @default - a new one */
  readonly eventBus?: IEventBus;

  /** Publishes `file.read` for each authorized read, with its subject; each costs a write. @default false */
  readonly announceReads?: boolean;

  /**
   * Endpoints to which events are delivered, up to ten. Administrators may add others by the API.
   * @default - none
   */
  readonly webhooks?: WebhookProps[];

  /** Allows webhooks to loopback addresses by http, only with a loopback `awsEndpoint`. @default false */
  readonly allowLoopbackWebhooks?: boolean;

  /**
   * Base URL of the API for clients, if it is not the gateway's: links to shared files begin with it.
   * @default - `domainName`, or the address of the request that created the link
   */
  readonly publicUrl?: string;

  /**
   * Base URL of an S3-compatible store for presigned URLs.
   * @default - the bucket's regional address
   */
  readonly storageEndpoint?: string;

  /**
   * Addressing style of the store at `storageEndpoint`.
   * @default StorageAddressing.PATH
   */
  readonly storageAddressing?: StorageAddressing;

  /**
   * Base URL of a local engine instead of AWS; the functions call it.
   * @default - AWS
   */
  readonly awsEndpoint?: string;
}
