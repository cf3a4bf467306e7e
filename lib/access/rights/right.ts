import type { FunctionName } from '../../../lambda/functions.js';
import type { Settings } from '../../settings/settings.js';

/** The roles of a deployment: of each function, and of the services that work for it. */
export type RoleName = FunctionName | 'schedule' | 'readSigner' | 'scanner';

/** A statement that allows. */
export interface Right {
  readonly sid?: string;
  readonly actions: readonly string[];
  /** ARNs. */
  readonly resources: readonly string[];
  readonly conditions?: Conditions;
  /** Why one of its resources, besides `objects`, has a wildcard: `npm run synth` fails without a reason. */
  readonly wildcard?: string;
}

/** Operator, condition key, values. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, string | string[]>>>>;

/** What rights are about: ARNs, and the settings on which some rights depend. */
export interface Deployment {
  readonly bucket: string;
  /** Every object that a file may have. */
  readonly objects: string;
  readonly table: string;
  /** Files of an owner, and files that wait. */
  readonly indexes: readonly string[];
  readonly stream: string;
  readonly validationQueue: string;
  readonly webhookQueue: string;
  readonly webhookKey: string;
  readonly eventBus: string;
  /** By which the names of the account's rules begin. */
  readonly eventRules: string;
  readonly functions: Readonly<Record<FunctionName, { readonly arn: string; readonly logGroup: string }>>;
  /** That encrypts the bucket, where `encryptionKey` is set. */
  readonly key?: BucketKey;
  /** The role that signs long reads, where there are such. */
  readonly readSigner?: string;
  readonly policy: Pick<Settings['policy'], 'malware' | 'announceReads'>;
}

export interface BucketKey {
  readonly arn: string;
  /** As which service S3 uses it: `kms:ViaService`. */
  readonly service: string;
}

/** What a role may do in a deployment. */
export type Rights = (deployment: Deployment) => readonly Right[];

/**
 * DynamoDB developer guide, "Using IAM policy conditions for fine-grained access control": items whose partition key
 * is like one of these.
 */
export const onlyItems = (...keys: string[]): Conditions => ({
  'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': keys },
});

/**
 * What S3 does with the bucket's key on behalf of a role: a write makes a data key, a read opens one. S3 user guide,
 * "Reducing the cost of SSE-KMS with Amazon S3 Bucket Keys": the encryption context is the bucket's ARN, so the key is
 * of use in this bucket only.
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
