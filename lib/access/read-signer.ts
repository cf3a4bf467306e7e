import { Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import type { Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { FunctionEnvironment } from '../../lambda/core/settings/policy.js';
import { filesPrefix } from '../storage/bucket.js';
import { readCleanOnly } from './rights.js';

/** Reads that live longer are signed with a session of a separate role, whose expiry is known. */
const ownSeconds = 15 * 60;

/** Whether a deployment has such reads. @param seconds lifetime of a presigned read */
export const needsReadSigner = (seconds: number): boolean => seconds > ownSeconds;

/**
 * The role that signs long reads: only `download` may assume it, and it has the rights of `download` on objects. A
 * function's own credentials have an unknown expiry, and a presigned URL expires with them (S3 user guide, "Expiration
 * time for presigned URLs").
 */
export function makeReadSigner(scope: Construct, bucket: Bucket, download: Role): Role {
  const role = new Role(scope, 'ReadSignerRole', { assumedBy: download });
  role.addToPolicy(new PolicyStatement(readCleanOnly(bucket)));
  download.addToPolicy(
    new PolicyStatement({ sid: 'SignLongReads', actions: ['sts:AssumeRole'], resources: [role.roleArn] }),
  );
  const bucketId = Stack.of(bucket).getLogicalId(bucket.node.defaultChild as CfnBucket);
  Validations.of(role).acknowledge({
    id: `AwsSolutions-IAM5[Resource::<${bucketId}.Arn>/${filesPrefix}*]`,
    reason:
      'Each upload has a key of its own under this prefix; it is the narrowest name there is beforehand.',
  });
  return role;
}

/** The environment variables of `download` for it. */
export const readSignerEnvironment = (
  role: Role,
  bucket: Bucket,
): Pick<FunctionEnvironment, 'READ_SIGNER_ROLE_ARN' | 'OBJECTS_ARN'> => ({
  READ_SIGNER_ROLE_ARN: role.roleArn,
  OBJECTS_ARN: bucket.arnForObjects(`${filesPrefix}*`),
});
