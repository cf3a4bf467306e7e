import type { FunctionName } from '../../../lambda/functions.js';
import type { Settings } from '../../settings/settings.js';

/** The roles of a deployment: of each function, and of services that act for it. */
export type RoleName = FunctionName | 'schedule' | 'readSigner' | 'partSigner' | 'scanner' | 'signingKey';

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
export interface DeployedResources {
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
  /** The keys that its objects are encrypted with. */
  readonly keys: BucketKeys;
  /** The role that signs long reads, where there are such. */
  readonly readSigner?: string;
  /** The role that signs parts which live as long, where there are such. */
  readonly partSigner?: string;
  /** The secrets with private keys of the CDN, and the log group of the function that makes them, with a CDN. */
  readonly cdn?: { readonly privateKeys: readonly string[]; readonly makerLogs: string };
  /** Functions are traced with X-Ray. */
  readonly tracing: boolean;
  readonly policy: Pick<Settings['policy'], 'malware' | 'announceReads'>;
}

export interface BucketKeys {
  /** Encrypts what is stored now, where `encryptionKey` is set. */
  readonly current?: string;
  /** Encrypted what was stored before; uploads in parts end with the key that they began with. */
  readonly former: readonly string[];
  /** As which service S3 uses them: `kms:ViaService`. */
  readonly service: string;
}

/** The rights of a role in a deployment. */
export type Rights = (deployment: DeployedResources) => readonly Right[];

/**
 * DynamoDB developer guide, "Using IAM policy conditions for fine-grained access control": items whose partition key
 * matches one of these.
 */
export const onlyItems = (...keys: string[]): Conditions => ({
  'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': keys },
});

/**
 * What S3 does with the bucket's keys on behalf of a role: a write makes a data key, a read opens one. S3 user guide,
 * "Reducing the cost of SSE-KMS with Amazon S3 Bucket Keys": the encryption context is the bucket's ARN, so a key is of
 * use in this bucket only.
 */
const useKeys = (
  { keys, bucket }: Pick<DeployedResources, 'keys' | 'bucket'>,
  used: readonly string[],
  actions: string[],
): readonly Right[] =>
  used.length > 0
    ? [
        {
          sid: 'UseKey',
          actions,
          resources: used,
          conditions: {
            StringEquals: { 'kms:ViaService': keys.service, 'kms:EncryptionContext:aws:s3:arn': bucket },
          },
        },
      ]
    : [];

/** Of what is stored now and what was stored before. */
export const useAnyKey = (
  deployment: Pick<DeployedResources, 'keys' | 'bucket'>,
  ...actions: string[]
): readonly Right[] => {
  const { current, former } = deployment.keys;
  return useKeys(deployment, [...(current === undefined ? [] : [current]), ...former], actions);
};

/** Of what is stored now alone. */
export const useCurrentKey = (deployment: DeployedResources, ...actions: string[]): readonly Right[] =>
  useKeys(deployment, deployment.keys.current === undefined ? [] : [deployment.keys.current], actions);
