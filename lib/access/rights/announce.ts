import { onlyItems, useCurrentKey, type Rights } from './right.js';

/** Lambda chooses this prefix itself (developer guide, "Retain discarded records with a DynamoDB event source"). */
const failedBatches = 'aws/lambda/';

/** Publishes changes of records. It cannot change records or access files. */
export const announceRights: Rights = (deployment) => {
  const { stream, table, eventBus, webhookQueue, bucket } = deployment;
  return [
    {
      sid: 'KnowEndpoints',
      actions: ['dynamodb:Query'],
      resources: [table],
      conditions: onlyItems('WEBHOOK'),
    },
    { actions: ['sqs:SendMessage'], resources: [webhookQueue] },
    {
      actions: [
        'dynamodb:DescribeStream',
        'dynamodb:GetRecords',
        'dynamodb:GetShardIterator',
        'dynamodb:ListStreams',
      ],
      resources: [stream],
    },
    { actions: ['events:PutEvents'], resources: [eventBus] },
    // Lambda writes failed batches with this role.
    {
      sid: 'KeepFailed',
      actions: ['s3:PutObject'],
      resources: [`${bucket}/${failedBatches}*`],
      wildcard: 'Lambda names each failed batch itself, under this prefix.',
    },
    { sid: 'FindBucket', actions: ['s3:ListBucket'], resources: [bucket] },
    ...useCurrentKey(deployment, 'kms:GenerateDataKey'),
  ];
};
