import { type Rights } from './right.js';

/** Lists and removes what has waited too long. It cannot read or write the bytes of a file. */
export const sweepRights: Rights = ({ table, indexes, validationQueue, bucket, objects, functions }) => [
  {
    actions: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'],
    resources: [table],
  },
  // The table itself: a deleted file's grants and shares are deleted with it.
  { actions: ['dynamodb:Query'], resources: [table, ...indexes] },
  // Stored bytes whose event was lost are enqueued like an event.
  { actions: ['sqs:SendMessage'], resources: [validationQueue] },
  // Listings only. No HEAD, which would need the right to read.
  {
    sid: 'SeeWhatIsThere',
    actions: ['s3:ListBucketVersions', 's3:ListBucketMultipartUploads'],
    resources: [bucket],
  },
  {
    sid: 'RemoveLeftovers',
    actions: ['s3:DeleteObjectVersion', 's3:AbortMultipartUpload'],
    resources: [objects],
  },
  { actions: ['lambda:InvokeFunction'], resources: [functions.presign.arn] },
];
