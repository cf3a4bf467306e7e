import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Roles } from '../function/function.js';

/**
 * What S3 does with the key on a role's behalf: a write generates a data key, a read decrypts one, and joining parts
 * does both; `presign` still may not read objects. `files` neither writes nor reads. S3 user guide, "Reducing the cost
 * of SSE-KMS with Amazon S3 Bucket Keys": the encryption context is the bucket's ARN, so the key can only be used for
 * this bucket.
 */
export function grantKey(
  key: IKey,
  roles: Roles,
  bucket: Bucket,
  { scanner, readSigner }: { scanner?: Role | undefined; readSigner?: Role | undefined },
): void {
  const allow = (...actions: string[]) =>
    new PolicyStatement({
      sid: 'UseKey',
      actions,
      resources: [key.keyArn],
      conditions: {
        StringEquals: {
          'kms:ViaService': `s3.${Stack.of(bucket).region}.${Stack.of(bucket).urlSuffix}`,
          'kms:EncryptionContext:aws:s3:arn': bucket.bucketArn,
        },
      },
    });
  // KMS and multipart (S3 user guide, "Multipart upload API and permissions"): parts are decrypted to be joined.
  roles.presign.addToPolicy(allow('kms:Decrypt', 'kms:GenerateDataKey'));
  roles.download.addToPolicy(allow('kms:Decrypt'));
  readSigner?.addToPolicy(allow('kms:Decrypt'));
  roles.validate.addToPolicy(allow('kms:Decrypt'));
  // Batches that could not be announced.
  roles.announce.addToPolicy(allow('kms:GenerateDataKey'));
  scanner?.addToPolicy(allow('kms:Decrypt', 'kms:GenerateDataKey'));
}
