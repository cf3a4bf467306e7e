import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { filesPrefix } from '../../lambda/core/file/object-key.js';
import type { Settings } from '../settings/settings.js';
import { exposedHeaders } from './exposed-headers.js';

/** ARN pattern of all objects of files. */
export const objectsArn = (bucket: s3.Bucket): string => bucket.arnForObjects(`${filesPrefix}*`);

const day = 24 * 60 * 60;

/** Private, versioned, encrypted. Its policy is in guardrails.ts. */
export function makeBucket(scope: Construct, settings: Settings): s3.Bucket {
  const { encryptionKey, allowedOrigins, removalPolicy } = settings;
  const bucket = new s3.Bucket(scope, 'Bucket', {
    versioned: true,
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
    objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    // The check cannot read objects with SSE-C.
    blockedEncryptionTypes: [s3.BlockedEncryptionType.SSE_C],
    ...(encryptionKey
      ? { encryption: s3.BucketEncryption.KMS, encryptionKey, bucketKeyEnabled: true }
      : { encryption: s3.BucketEncryption.S3_MANAGED }),
    cors: allowedOrigins.length > 0 ? [corsRule(allowedOrigins)] : [],
    lifecycleRules: lifecycleRules(settings),
    removalPolicy,
  });
  // `eventBridgeEnabled` of the L2 adds a function with a managed policy; the property needs neither.
  const cfnBucket = bucket.node.defaultChild as s3.CfnBucket;
  cfnBucket.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
  // Where files outlive the stack, so do their guards; it goes with its bucket. CloudFormation removes it before the
  // bucket, and a bucket that holds files stays (API reference, "AWS::S3::BucketPolicy").
  bucket.policy?.applyRemovalPolicy(RemovalPolicy.RETAIN);
  Validations.of(bucket).acknowledge({
    id: 'AwsSolutions-S1',
    reason: 'Server access logs hold request URIs, and with them signatures: no signed URL is ever logged.',
  });
  return bucket;
}

/** The headers of presigned requests, and those of the response that a page may read. */
function corsRule(allowedOrigins: readonly string[]): s3.CorsRule {
  const { PUT, POST, GET, HEAD } = s3.HttpMethods;
  return {
    allowedOrigins: [...allowedOrigins],
    allowedMethods: [PUT, POST, GET, HEAD],
    allowedHeaders: ['content-type', 'if-none-match', 'x-amz-checksum-*', 'range'],
    exposedHeaders: [...exposedHeaders],
    maxAge: 3600,
  };
}

/** These two and no other: a lifecycle rule must never expire a verified version. */
function lifecycleRules({ policy }: Settings): s3.LifecycleRule[] {
  return [
    {
      id: 'abandoned-parts',
      prefix: filesPrefix,
      // The upload's lifetime and a day. S3 counts whole days.
      abortIncompleteMultipartUploadAfter: Duration.days(Math.ceil(policy.uploadLifeSeconds / day) + 1),
    },
    {
      id: 'rejected-versions',
      prefix: filesPrefix,
      tagFilters: { verdict: 'rejected' },
      expiration: Duration.days(1),
      noncurrentVersionExpiration: Duration.days(1),
    },
  ];
}
