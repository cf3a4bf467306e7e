import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { forEachFunction } from '../../lambda/functions.js';
import type { FunctionEnvironment } from '../../lambda/core/settings/policy.js';
import type { Functions } from '../function/function.js';
import type { SigningKeys } from '../cdn/signing-keys.js';
import type { Settings } from '../settings/settings.js';
import { objectsArn } from '../storage/bucket.js';
import { ownerIndex, waitingIndex } from '../storage/table.js';
import type { BucketKeys, DeployedResources } from './rights/right.js';
import { partSessionPolicy, readSessionPolicy } from './session-policies.js';
import type { Roles } from './roles.js';

interface Parts {
  readonly bucket: Bucket;
  readonly table: TableV2;
  readonly stream: string;
  readonly validationQueue: IQueue;
  readonly webhookQueue: IQueue;
  readonly webhookKey: string;
  readonly signingKeys: SigningKeys | undefined;
  readonly eventBus: IEventBus;
  readonly functions: Functions;
  readonly roles: Roles;
  readonly settings: Settings;
}

/** The resources and settings to which the rights refer. */
export function deployedResources(parts: Parts): DeployedResources {
  const { bucket, table, functions, roles, settings } = parts;
  const stack = Stack.of(bucket);
  return {
    bucket: bucket.bucketArn,
    objects: objectsArn(bucket),
    table: table.tableArn,
    indexes: [ownerIndex, waitingIndex].map((name) => `${table.tableArn}/index/${name}`),
    stream: parts.stream,
    validationQueue: parts.validationQueue.queueArn,
    webhookQueue: parts.webhookQueue.queueArn,
    webhookKey: parts.webhookKey,
    eventBus: parts.eventBus.eventBusArn,
    eventRules: stack.formatArn({
      service: 'events',
      resource: 'rule',
      resourceName: '',
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    }),
    functions: forEachFunction((name) => ({
      arn: functions[name].functionArn,
      logGroup: functions[name].logGroup.logGroupArn,
    })),
    keys: bucketKeys(stack, settings),
    ...(roles.readSigner && { readSigner: roles.readSigner.roleArn }),
    ...(roles.partSigner && { partSigner: roles.partSigner.roleArn }),
    ...(parts.signingKeys && {
      cdn: {
        privateKeys: parts.signingKeys.valid.map(({ privateKeyArn }) => privateKeyArn),
        makerLogs: parts.signingKeys.makerLogs,
      },
    }),
    tracing: settings.tracing,
    policy: settings.policy,
  };
}

function bucketKeys(stack: Stack, { encryptionKey, formerEncryptionKeys }: Settings): BucketKeys {
  return {
    ...(encryptionKey && { current: encryptionKey.keyArn }),
    former: formerEncryptionKeys.map(({ keyArn }) => keyArn),
    service: `s3.${stack.region}.${stack.urlSuffix}`,
  };
}

/** The roles that sign what lives long, and what sessions of theirs may do, for the functions that begin them. */
export function signerEnvironment(
  bucket: Bucket,
  { readSigner, partSigner }: Roles,
  settings: Settings,
): Partial<FunctionEnvironment> {
  const keys = bucketKeys(Stack.of(bucket), settings);
  const about = { bucket: bucket.bucketArn, objects: objectsArn(bucket), keys };
  return {
    ...(readSigner && {
      READ_SIGNER_ROLE_ARN: readSigner.roleArn,
      READ_SIGNER_POLICY: readSessionPolicy(about),
    }),
    ...(partSigner && {
      PART_SIGNER_ROLE_ARN: partSigner.roleArn,
      PART_SIGNER_POLICY: partSessionPolicy(about),
    }),
  };
}
