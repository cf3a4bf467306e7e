import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Roles } from '../function/function.js';
import type { Settings } from '../settings/settings.js';

interface Others {
  readonly scanner?: Role | undefined;
  readonly readSigner?: Role | undefined;
}

/**
 * What S3 does with a key on a role's behalf: a write makes a data key, a read opens one, and joining parts does both;
 * `presign` may still read no object. `files` neither writes nor reads. S3 user guide, "Reducing the cost of SSE-KMS
 * with Amazon S3 Bucket Keys": the encryption context is the bucket's ARN, so a key is of use in this bucket only.
 * @param current encrypts what is stored from now on
 * @param former encrypt what was stored before. Uploads in parts end with the key that they began with.
 */
export function grantKeys(
  {
    encryptionKey: current,
    formerEncryptionKeys: former,
  }: Pick<Settings, 'encryptionKey' | 'formerEncryptionKeys'>,
  roles: Roles,
  bucket: Bucket,
  { scanner, readSigner }: Others,
): void {
  const all = [...(current ? [current] : []), ...former];
  if (all.length === 0) return;
  const allow = (keys: readonly IKey[], ...actions: string[]) =>
    new PolicyStatement({
      sid: 'UseKey',
      actions,
      resources: keys.map(({ keyArn }) => keyArn),
      conditions: {
        StringEquals: {
          'kms:ViaService': `s3.${Stack.of(bucket).region}.${Stack.of(bucket).urlSuffix}`,
          'kms:EncryptionContext:aws:s3:arn': bucket.bucketArn,
        },
      },
    });
  // KMS and multipart (S3 user guide, "Multipart upload API and permissions"): parts are decrypted to be joined.
  roles.presign.addToPolicy(allow(all, 'kms:Decrypt', 'kms:GenerateDataKey'));
  for (const reader of [roles.download, readSigner, roles.validate])
    reader?.addToPolicy(allow(all, 'kms:Decrypt'));
  // GuardDuty's own check of its role writes an object.
  scanner?.addToPolicy(allow(all, 'kms:Decrypt', ...(current ? ['kms:GenerateDataKey'] : [])));
  // Batches that could not be announced.
  if (current) roles.announce.addToPolicy(allow([current], 'kms:GenerateDataKey'));
}
