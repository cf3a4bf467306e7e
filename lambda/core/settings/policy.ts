import type { CheckLevel } from '../content/index.js';
import type { Access } from '../access/permission.js';
import type { Quota } from '../file/usage.js';

/** What a deployment allows. The construct writes it, every function reads it: one value, so they cannot disagree. */
export interface Policy {
  /** Media types that may be stored, lower case: both the declared and the detected type must be among them. */
  readonly allowedTypes: readonly string[];
  readonly maxSizeBytes: number;
  /** Smaller files are refused. @default 0: a file may be empty where its type can be */
  readonly minSizeBytes?: number;
  /** Files above this size are sent in parts, unless the client chooses otherwise. */
  readonly multipartThresholdBytes: number;
  /** Life of a signed write; S3 refuses older signatures too. */
  readonly uploadExpiresInSeconds: number;
  /** Life of a signed part. */
  readonly partExpiresInSeconds: number;
  /** How long an upload may be renewed, and its parts signed, from its creation. */
  readonly uploadLifeSeconds: number;
  /** Life of a signed read. */
  readonly readExpiresInSeconds: number;
  /** Largest picture, width times height; a raster image of unknown size is refused. */
  readonly maxPixels: number;
  /** How deep the content check looks. */
  readonly contentLevel: CheckLevel;
  /** What becomes of a file whose bytes are those that were declared, but not what they were declared to be. */
  readonly onFinding: 'reject' | 'hold';
  /** A picture, or a recording, that is of another kind than declared is refused. @default it is stored as what it is */
  readonly onMismatch?: 'reject';
  /** Files are scanned for malware too. @default they are not */
  readonly malware?: {
    /** How long a file waits for the result, from its arrival. */
    readonly scanTimeoutSeconds: number;
  };
  /** How long files are kept, and the longest that a client may ask for. @default for good */
  readonly retentionSeconds?: number;
  /** Reads are announced too. @default they are not */
  readonly announceReads?: true;
  /** For each owner. */
  readonly quota: Quota;
  readonly access: Access;
}

/** S3 user guide, "Virtual hosting of general purpose buckets": `{endpoint}/{bucket}/{key}`, or `{bucket}.{endpoint}/{key}`. */
export type StorageAddressing = 'path' | 'virtual';

/** What every function finds in its environment. */
export interface FunctionEnvironment {
  readonly BUCKET: string;
  readonly TABLE: string;
  /** JSON of a `Policy`. */
  readonly POLICY: string;
  /**
   * Base URL of an S3 that is not AWS's own.
   * @default the bucket's regional virtual-hosted address
   */
  readonly STORAGE_ENDPOINT?: string;
  /** How buckets are addressed there. @default path */
  readonly STORAGE_ADDRESSING?: StorageAddressing;
  /**
   * Base URL under which clients reach the API; links to shared files begin with it. For `files`.
   * @default the address that the gateway names
   */
  readonly PUBLIC_URL?: string;
  /** The role that signs reads of more than 15 minutes, where there are such; for `download`. */
  readonly READ_SIGNER_ROLE_ARN?: string;
  /** What that role may read. */
  readonly OBJECTS_ARN?: string;
  /** Where `validate` takes its messages; for those that put some there: `files`, `sweep` and `validate` itself. */
  readonly VALIDATION_QUEUE_URL?: string;
  /** ARN of the bus that is told of events; for `announce`. */
  readonly EVENT_BUS?: string;
  /** JSON of a `SweepSettings`; for `sweep`. */
  readonly SWEEP?: string;
  /** Name of the function that joins parts; for `sweep`. */
  readonly PRESIGN_FUNCTION?: string;
  /** Name of the function that erases an owner's files; for `files`. */
  readonly SWEEP_FUNCTION?: string;
  /** JSON of `WebhookSettings`; for `announce`, `deliver` and `webhooks`. */
  readonly WEBHOOKS?: string;
  /** Where `deliver` takes its orders; for those that put some there, and for itself. */
  readonly WEBHOOK_QUEUE_URL?: string;
  /** ARN of the secret that holds the webhook key; for `deliver` and `webhooks`. */
  readonly WEBHOOK_KEY_ARN?: string;
}
