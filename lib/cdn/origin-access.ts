import { Annotations, Stack } from 'aws-cdk-lib';
import type { IDistribution } from 'aws-cdk-lib/aws-cloudfront';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Settings } from '../settings/settings.js';
import { objectsArn } from '../storage/bucket.js';

const cloudFront = new ServicePrincipal('cloudfront.amazonaws.com');

/**
 * CloudFront developer guide, "Restrict access to an Amazon S3 origin": the distribution may read verified versions, by
 * their version id. The CDK's own statement would be of every object in the bucket.
 */
export function allowReads(
  bucket: Bucket,
  distribution: IDistribution,
  { encryptionKey, formerEncryptionKeys }: Pick<Settings, 'encryptionKey' | 'formerEncryptionKeys'>,
): void {
  const stack = Stack.of(bucket);
  const arnOf = (id: string) =>
    stack.formatArn({ service: 'cloudfront', region: '', resource: 'distribution', resourceName: id });
  bucket.addToResourcePolicy(
    new PolicyStatement({
      sid: 'CdnReadsClean',
      principals: [cloudFront],
      actions: ['s3:GetObjectVersion'],
      resources: [objectsArn(bucket)],
      conditions: {
        StringEquals: {
          'aws:SourceArn': arnOf(distribution.distributionId),
          's3:ExistingObjectTag/verdict': 'clean',
        },
      },
    }),
  );
  for (const key of [...(encryptionKey ? [encryptionKey] : []), ...formerEncryptionKeys]) {
    const { statementAdded } = key.addToResourcePolicy(
      new PolicyStatement({
        sid: 'CdnDecrypts',
        principals: [cloudFront],
        actions: ['kms:Decrypt'],
        resources: ['*'],
        // Any distribution of the account: key, bucket and distribution would depend on each other in a circle.
        conditions: { ArnLike: { 'aws:SourceArn': arnOf('*') } },
      }),
    );
    if (!statementAdded)
      Annotations.of(distribution).addWarningV2(
        'waybill:cdnKeyPolicy',
        'cdn: the policy of an imported encryptionKey cannot be changed from here: let cloudfront.amazonaws.com decrypt ' +
          'with it (docs/cdn.md, "Encryption with a key of your own"), or every read will be 403',
      );
  }
}
