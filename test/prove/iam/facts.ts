import type { Claim } from './claim.js';

/** What AWS says of every request, from any sender. Without these the proof would try requests that cannot be. */
export interface Fact {
  readonly given: Claim;
  readonly then: Claim;
  readonly source: string;
}

const present = (key: string): Claim => ({ when: { Null: { [key]: ['false'] } } });
const absent = (key: string): Claim => ({ when: { Null: { [key]: ['true'] } } });
const s3 = { action: ['s3:*'] };

/** Item operations of DynamoDB, which name partition keys; `Scan`, streams and PartiQL's batches do not. */
const onItems = [
  'dynamodb:GetItem',
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
  'dynamodb:DeleteItem',
  'dynamodb:Query',
  'dynamodb:BatchGetItem',
  'dynamodb:BatchWriteItem',
];

export const facts: readonly Fact[] = [
  {
    given: { resource: ['arn:aws:s3:::*'] },
    then: { action: ['s3:*'] },
    source: 'Service Authorization Reference: actions on buckets and objects are those of S3.',
  },
  {
    given: {},
    then: present('aws:SecureTransport'),
    source: 'IAM user guide, "aws:SecureTransport": "This key is always included in the request context."',
  },
  {
    given: { ...s3, when: { Bool: { 'aws:SecureTransport': ['true'] } } },
    then: present('s3:TlsVersion'),
    source:
      'S3 user guide, "Amazon S3 policy keys": s3:TlsVersion is the version that a request over TLS uses.',
  },
  {
    given: { ...s3, when: { StringEquals: { 's3:signatureversion': ['AWS4-HMAC-SHA256'] } } },
    then: { unless: [absent('s3:signatureAge'), absent('s3:authType')] },
    source:
      'S3 API reference, "Amazon S3 Signature Version 4 authentication-specific policy keys": each request that is signed so has the three keys.',
  },
  {
    given: { ...s3, when: { Null: { 's3:authType': ['false'] } } },
    then: present('s3:signatureversion'),
    source: 'The same: s3:authType is how a request was signed, s3:signatureversion with what.',
  },
  {
    given: { action: ['s3:PutObject'] },
    then: present('s3:ObjectCreationOperation'),
    source:
      'S3 user guide, "Enforce conditional writes on Amazon S3 buckets": true for PutObject, CopyObject and CompleteMultipartUpload, false for the operations that create no object.',
  },
  {
    given: { action: onItems },
    then: present('dynamodb:LeadingKeys'),
    source:
      'DynamoDB developer guide, "Using IAM policy conditions for fine-grained access control": the partition keys of the items that the request is about.',
  },
];
