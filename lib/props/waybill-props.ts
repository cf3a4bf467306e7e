import type { Duration, RemovalPolicy, Size } from 'aws-cdk-lib';
import type { WarmThroughput } from 'aws-cdk-lib/aws-dynamodb';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Auth } from '../auth/auth.js';
import type { ContentProps } from './content-props.js';
import type { Permission } from './permission.js';
import type { SiteProps } from './site-props.js';
import type { SweepProps } from './sweep-props.js';
import type { WebhookProps } from './webhook-props.js';
import type { StorageAddressing } from './storage-addressing.js';

export interface WaybillProps extends ContentProps, SweepProps, SiteProps {
  /**
   * Whose tokens are accepted.
   * @default Auth.cognito()
   */
  readonly auth?: Auth;

  /**
   * The claim of the token that names the owner of its bearer's files, such as a tenant: whoever has the same one owns
   * together. A token without it is refused.
   * @default 'sub': each user has their own
   */
  readonly ownerClaim?: string;

  /**
   * The claim of the token that names the groups to which a file may be granted: a list, or one name.
   * @default 'cognito:groups'
   */
  readonly groupsClaim?: string;

  /**
   * The claim of the token that names a caller's roles: a list, or one name; `scope` is a list in one text. Of tokens
   * that a machine client got for itself, `scope` is read too.
   * @default 'cognito:groups'
   */
  readonly rolesClaim?: string;

  /**
   * What each role may do. A caller may do what any of their roles may; one without a role here, nothing.
   * Lambda keeps a function's environment within 4 KB, in which there is room for some 30 of them.
   * @default - every caller has all permissions over their own files, but none has FILES_PUBLISH and FILES_ADMIN
   */
  readonly roles?: { readonly [role: string]: Permission[] };

  /**
   * Pages that may call the API and the bucket from a browser, as origins: `https://app.example.com`. No wildcard:
   * name each.
   * @default - none: no browser may call; other clients may
   */
  readonly allowedOrigins?: string[];

  /**
   * Largest file. At least a byte, at most 50 TB; above 5 GiB only in parts.
   * @default Size.gibibytes(5)
   */
  readonly maxSize?: Size;

  /**
   * Files above this size are sent in parts, unless the client chooses otherwise. At most 5 GiB.
   * @default Size.mebibytes(64)
   */
  readonly multipartThreshold?: Size;

  /**
   * Life of a signed write: 1 to 15 minutes. S3 refuses older signatures too.
   * @default Duration.minutes(15)
   */
  readonly uploadUrlLife?: Duration;

  /**
   * Life of a signed part of a large file: 1 to 15 minutes. Parts can be signed again as long as their upload
   * lives.
   * @default Duration.minutes(15)
   */
  readonly partUrlLife?: Duration;

  /**
   * How long an upload may be renewed, and its parts signed, from its creation: an hour to 7 days. Parts that are
   * left over are removed a day later.
   * @default Duration.hours(24)
   */
  readonly uploadLife?: Duration;

  /**
   * Life of a signed read: 1 to 60 minutes. S3 refuses older signatures too. Above 15 minutes, a role is made that
   * signs them; a read may then live up to five minutes less, and its `expiresAt` says so.
   * @default Duration.minutes(15)
   */
  readonly readUrlLife?: Duration;

  /**
   * How many files one owner may have, those on their way included.
   * @default - no limit
   */
  readonly maxFiles?: number;

  /**
   * How much one owner's files may hold together, those on their way included.
   * @default - no limit
   */
  readonly maxBytes?: Size;

  /**
   * How many uploads of one owner may be under way at once.
   * @default 10000
   */
  readonly maxPendingUploads?: number;

  /**
   * Requests a second that each route takes before it answers 429. Open routes take a tenth.
   * @default 500
   */
  readonly rateLimit?: number;

  /**
   * Requests at once that each route takes above its rate. Open routes take a tenth.
   * @default 1000
   */
  readonly burstLimit?: number;

  /**
   * How many reads and writes a second the table takes from its first moment on; beyond, DynamoDB grows as it is used.
   * It counts for the table and for each of its indexes, and costs once, when it is raised. It cannot be lowered.
   * @default - DynamoDB's own: 12,000 reads and 4,000 writes a second
   */
  readonly warmThroughput?: WarmThroughput;

  /**
   * How many messages' batches (of up to ten files) are checked at once: 2 to 1,000. Each is a concurrent execution
   * that other functions of the account cannot have.
   * @default 50
   */
  readonly validationConcurrency?: number;

  /**
   * Encrypts the files with this KMS key (SSE-KMS with a bucket key). The functions' roles get what they need of
   * it; its key policy must let this account's IAM policies decide, as the default key policy does.
   * @default - SSE-S3
   */
  readonly encryptionKey?: IKey;

  /**
   * What happens to bucket, table and user pool when the stack goes. RETAIN also protects table and pool from
   * deletion. A bucket that holds files is never deleted with its stack.
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * ARNs of roles that the bucket policy's guardrails on content exempt: they may read unverified files, tag,
   * overwrite and sign URLs, as far as their own policies allow. TLS and signature age still bind them.
   * @default - none: the guardrails bind administrators too
   */
  readonly breakGlassRoleArns?: string[];

  /**
   * How long logs are kept.
   * @default RetentionDays.ONE_MONTH
   */
  readonly logRetention?: RetentionDays;

  /**
   * Told when an alarm goes off.
   * @default - nobody: alarms only change state
   */
  readonly alarmTopic?: ITopic;

  /** The EventBridge bus that is told of everything that happens to files. @default - one of its own */
  readonly eventBus?: IEventBus;

  /** Tells of each read that was permitted, and who asked, as `file.read`; it costs a write. @default false */
  readonly announceReads?: boolean;

  /**
   * Endpoints that are told of events, up to ten. Administrators may add others by the API.
   * @default - none
   */
  readonly webhooks?: WebhookProps[];

  /** Webhooks may go to this machine by http, where `awsEndpoint` is on it too. @default false */
  readonly allowLoopbackWebhooks?: boolean;

  /**
   * Base URL under which clients reach the API, if it has another than the gateway's own: links to shared files begin
   * with it.
   * @default - the address by which the request for a link came
   */
  readonly publicUrl?: string;

  /**
   * Base URL of an S3-compatible store that signed URLs point to.
   * @default - the bucket's regional address
   */
  readonly storageEndpoint?: string;

  /**
   * How the store at `storageEndpoint` finds the bucket in a URL.
   * @default StorageAddressing.PATH
   */
  readonly storageAddressing?: StorageAddressing;

  /**
   * Base URL of an engine that answers in place of AWS; the functions call it.
   * @default - AWS
   */
  readonly awsEndpoint?: string;
}
