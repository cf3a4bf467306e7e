import { type Rights } from './right.js';

/** Lists and removes what has waited too long. It reads no byte of a file and writes none. */
export const sweep: Rights = ({ table, indexes, validationQueue, bucket, objects, functions }) => [
  {
    actions: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'],
    resources: [table],
  },
  // The table itself: a deleted file's grants and shares go with it.
  { actions: ['dynamodb:Query'], resources: [table, ...indexes] },
  // Bytes that are there, and of which nobody heard: they are checked as if their event had come.
  { actions: ['sqs:SendMessage'], resources: [validationQueue] },
  // Listings say what there is. No HEAD, which would need the right to read.
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
