import type { FunctionName } from '../../../lambda/functions.js';
import type { Settings } from '../../settings/settings.js';

/** The roles of a deployment: of each function, and of services that act for it. */
export type RoleName = FunctionName | 'schedule' | 'readSigner' | 'scanner';

/** A statement with the effect Allow. */
export interface Right {
  readonly sid?: string;
  readonly actions: readonly string[];
  /** ARNs. */
  readonly resources: readonly string[];
  readonly conditions?: Conditions;
  /** Why one of its resources, except `objects`, has a wildcard: `npm run synth` fails without a reason. */
  readonly wildcard?: string;
}

/** Operator, condition key, values. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, string | string[]>>>>;

/** The ARNs of the rights, and the settings on which some rights depend. */
export interface Deployment {
  readonly bucket: string;
  /** All objects of files. */
  readonly objects: string;
  readonly table: string;
  /** The indexes of an owner's files, and of waiting files. */
  readonly indexes: readonly string[];
  readonly stream: string;
  readonly validationQueue: string;
  readonly webhookQueue: string;
  readonly webhookKey: string;
  readonly eventBus: string;
  /** Prefix of the names of the account's rules. */
  readonly eventRules: string;
  readonly functions: Readonly<Record<FunctionName, { readonly arn: string; readonly logGroup: string }>>;
  /** The bucket's key, if `encryptionKey` is set. */
  readonly key?: BucketKey;
  /** The role that presigns long reads, if configured. */
  readonly readSigner?: string;
  readonly policy: Pick<Settings['policy'], 'malware' | 'announceReads'>;
}

export interface BucketKey {
  readonly arn: string;
  /** The service that uses the key: `kms:ViaService`. */
  readonly service: string;
}

/** The rights of a role in a deployment. */
export type Rights = (deployment: Deployment) => readonly Right[];

/**
 * DynamoDB developer guide, "Using IAM policy conditions for fine-grained access control": items whose partition key
 * matches one of these.
 */
export const onlyItems = (...keys: string[]): Conditions => ({
  'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': keys },
});

/**
 * What S3 does with the bucket's key on a role's behalf: a write generates a data key, a read decrypts one. S3 user
 * guide, "Reducing the cost of SSE-KMS with Amazon S3 Bucket Keys": the encryption context is the bucket's ARN, so the
 * key can only be used for this bucket.
 */
export const useKey = ({ key, bucket }: Deployment, ...actions: string[]): readonly Right[] =>
  key
    ? [
        {
          sid: 'UseKey',
          actions,
          resources: [key.arn],
          conditions: {
            StringEquals: { 'kms:ViaService': key.service, 'kms:EncryptionContext:aws:s3:arn': bucket },
          },
        },
      ]
    : [];
