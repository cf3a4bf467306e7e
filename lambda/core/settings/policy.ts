import type { ActiveContentPolicy, CheckLevel } from '../content/index.js';
import type { Access } from '../access/permission.js';
import type { Quota } from '../file/usage.js';

/**
 * Extensions that are refused, in the shorter of two forms: all of them, or how they differ from the default list. That
 * has about 300, and environment variables have room for a few thousand characters.
 */
export type BlockedExtensions =
  readonly string[] | { readonly also: readonly string[]; readonly except: readonly string[] };

/** The policy of a deployment. The construct writes it and every function reads it, so that they agree. */
export interface Policy {
  /** Media types that may be stored, lower case: both the declared and the detected type must be in the list. */
  readonly allowedTypes: readonly string[];
  readonly maxSizeBytes: number;
  /** Smaller files are refused. @default 0: a file may be empty where its type can be */
  readonly minSizeBytes?: number;
  /** Larger files are sent in parts, unless the client chooses otherwise. */
  readonly multipartThresholdBytes: number;
  /** Lifetime of a presigned write; S3 denies older signatures too. */
  readonly uploadExpiresInSeconds: number;
  /** Lifetime of a presigned part. */
  readonly partExpiresInSeconds: number;
  /** How long after its creation an upload can be renewed, and its parts presigned. */
  readonly uploadLifeSeconds: number;
  /** Lifetime of a presigned read. */
  readonly readExpiresInSeconds: number;
  /** Largest image, width times height; a raster image of unknown size is rejected. */
  readonly maxPixels: number;
  /** Depth of the content check. */
  readonly contentLevel: CheckLevel;
  /** Whether a file with findings of the content check is rejected or held. */
  readonly onFinding: 'reject' | 'hold';
  /** At the level `full`: longer files are checked as `strict`. @default 32 MiB */
  readonly fullMaxBytes?: number;
  /** An archive in an archive is a finding. @default a warning */
  readonly refuseNestedArchives?: true;
  /** Extensions of names that are refused. @default those of runnable files */
  readonly blockedExtensions?: BlockedExtensions;
  /** A picture, or a recording, that is of another kind than declared is refused. @default it is stored as what it is */
  readonly onMismatch?: 'reject';
  /** Kinds of active content that are graded otherwise than by default. @default none */
  readonly activeContent?: ActiveContentPolicy;
  /** Files that a password or rights protect are refused. @default they are a warning */
  readonly onProtected?: 'refuse';
  /** Files that say where they were made are refused. @default false */
  readonly refuseLocation?: true;
  /** Files are scanned for malware too. @default false */
  readonly malware?: {
    /** How long a file waits for the result after its arrival. */
    readonly scanTimeoutSeconds: number;
  };
  /** How long files are kept, and the maximum for a client's request. @default no retention */
  readonly retentionSeconds?: number;
  /** Reads are announced too. @default false */
  readonly announceReads?: true;
  /** Reads can be bound to an address. @default false */
  readonly bindReads?: true;
  /** Quotas of each owner. */
  readonly quota: Quota;
  readonly access: Access;
}

/** S3 user guide, "Virtual hosting of general purpose buckets": `{endpoint}/{bucket}/{key}`, or `{bucket}.{endpoint}/{key}`. */
export type AddressingStyle = 'path' | 'virtual';

/** The environment variables of the functions. */
export interface FunctionEnvironment {
  readonly BUCKET: string;
  readonly TABLE: string;
  /** Names this deployment among those of its account and region, for metrics. */
  readonly DEPLOYMENT: string;
  /** Only the metrics that alarms monitor are published. @default all */
  readonly METRICS?: 'alarms';
  /** JSON of a `Policy`. */
  readonly POLICY: string;
  /**
   * Base URL of an S3-compatible store other than AWS.
   * @default the bucket's regional virtual-hosted address
   */
  readonly STORAGE_ENDPOINT?: string;
  /** Addressing style of that store. @default path */
  readonly STORAGE_ADDRESSING?: AddressingStyle;
  /**
   * Base URL of the API for clients; links to shared files begin with it. For `files`.
   * @default the address of the gateway
   */
  readonly PUBLIC_URL?: string;
  /** The role that signs reads of more than 15 minutes, if configured; for `download`. */
  readonly READ_SIGNER_ROLE_ARN?: string;
  /** JSON of the policy of its sessions. */
  readonly READ_SIGNER_POLICY?: string;
  /** JSON of a `CdnSigning`, with `cdn`; for `download`. */
  readonly CDN?: string;
  /** The role that signs parts of more than 15 minutes, where there are such; for `presign`. */
  readonly PART_SIGNER_ROLE_ARN?: string;
  /** JSON of the policy of its sessions. */
  readonly PART_SIGNER_POLICY?: string;
  /** URL of validate's queue; for the functions that enqueue messages: `files`, `sweep` and `validate` itself. */
  readonly VALIDATION_QUEUE_URL?: string;
  /** ARN of the event bus; for `announce`. */
  readonly EVENT_BUS?: string;
  /** JSON of a `SweepSettings`; for `sweep`. */
  readonly SWEEP?: string;
  /** Name of the function that joins parts; for `sweep`. */
  readonly PRESIGN_FUNCTION?: string;
  /** Name of the function that erases an owner's files; for `files`. */
  readonly SWEEP_FUNCTION?: string;
  /** JSON of `WebhookSettings`; for `announce`, `deliver` and `webhooks`. */
  readonly WEBHOOKS?: string;
  /** URL of deliver's queue; for the functions that enqueue messages, and for `deliver` itself. */
  readonly WEBHOOK_QUEUE_URL?: string;
  /** ARN of the secret with the webhook key; for `deliver` and `webhooks`. */
  readonly WEBHOOK_KEY_ARN?: string;
}
