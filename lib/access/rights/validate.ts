import { useAnyKey, type Rights } from './right.js';

/** Reads what was stored before anyone else may, and says by a tag whether others may. */
export const validate: Rights = (deployment) => {
  const { table, objects, bucket, validationQueue, policy } = deployment;
  return [
    { actions: ['dynamodb:GetItem', 'dynamodb:UpdateItem'], resources: [table] },
    {
      sid: 'Inspect',
      actions: ['s3:GetObject', 's3:GetObjectVersion', 's3:DeleteObjectVersion'],
      resources: [objects],
    },
    // S3 API reference, "HeadObject": without it a missing key is 403, not 404.
    { sid: 'KnowMissing', actions: ['s3:ListBucket'], resources: [bucket] },
    {
      sid: 'WriteVerdict',
      actions: ['s3:PutObjectVersionTagging'],
      resources: [objects],
      conditions: {
        // `ForAllValues` is also true of no value at all.
        'ForAllValues:StringEquals': { 's3:RequestObjectTagKeys': ['verdict'] },
        Null: { 's3:RequestObjectTagKeys': 'false' },
      },
    },
    ...useAnyKey(deployment, 'kms:Decrypt'),
    // A file that waits for its malware scan is looked at again, whether a result comes or not.
    ...(policy.malware ? [{ actions: ['sqs:SendMessage'], resources: [validationQueue] }] : []),
    {
      actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
      resources: [validationQueue],
    },
  ];
};
