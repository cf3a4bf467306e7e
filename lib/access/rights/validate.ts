import { useAnyKey, type Rights } from './right.js';

/** Reads stored objects before anyone else may, and tags them with the verdict. */
export const validateRights: Rights = (deployment) => {
  const { table, objects, bucket, validationQueue, policy } = deployment;
  return [
    { actions: ['dynamodb:GetItem', 'dynamodb:UpdateItem'], resources: [table] },
    {
      sid: 'Inspect',
      actions: ['s3:GetObject', 's3:GetObjectVersion', 's3:DeleteObjectVersion'],
      resources: [objects],
    },
    // S3 API reference, "HeadObject": without it the response for a missing key is 403, not 404.
    { sid: 'KnowMissing', actions: ['s3:ListBucket'], resources: [bucket] },
    {
      sid: 'WriteVerdict',
      actions: ['s3:PutObjectVersionTagging'],
      resources: [objects],
      conditions: {
        // `ForAllValues` is also true for an empty set.
        'ForAllValues:StringEquals': { 's3:RequestObjectTagKeys': ['verdict'] },
        Null: { 's3:RequestObjectTagKeys': 'false' },
      },
    },
    ...useAnyKey(deployment, 'kms:Decrypt'),
    // A file that waits for its malware scan is checked again after a delay, with or without a result.
    ...(policy.malware ? [{ actions: ['sqs:SendMessage'], resources: [validationQueue] }] : []),
    {
      actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
      resources: [validationQueue],
    },
  ];
};
