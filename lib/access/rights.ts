import { Stack, Validations } from 'aws-cdk-lib';
import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement, type PolicyStatementProps, type Role } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { filesPrefix } from '../storage/bucket.js';
import type { Roles } from '../function/function.js';
import { ownerIndex, waitingIndex } from '../storage/table.js';

/**
 * The rights of each role: the role that presigns writes cannot read, the one that presigns reads cannot write. A
 * presigned URL can do no more than the role that signed it, so these are also the limit of every URL.
 */
export function grantRights(roles: Roles, bucket: Bucket, table: ITableV2, queue: Queue): void {
  const objects = [bucket.arnForObjects(`${filesPrefix}*`)];
  const indexes = [ownerIndex, waitingIndex].map((name) => `${table.tableArn}/index/${name}`);

  allow(
    roles.presign,
    { actions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'], resources: [table.tableArn] },
    {
      sid: 'PutOnce',
      actions: ['s3:PutObject'],
      resources: objects,
      conditions: {
        StringEquals: { 's3:if-none-match': '*' },
        Null: { 's3:RequestObjectTagKeys': 'true', 's3:x-amz-copy-source': 'true' },
      },
    },
    {
      sid: 'MultipartParts',
      actions: ['s3:PutObject'],
      resources: objects,
      conditions: {
        Bool: { 's3:ObjectCreationOperation': 'false' },
        Null: { 's3:RequestObjectTagKeys': 'true', 's3:x-amz-copy-source': 'true' },
      },
    },
    {
      sid: 'FormPost',
      actions: ['s3:PutObject'],
      resources: objects,
      conditions: { StringEquals: { 's3:authType': 'POST' }, Null: { 's3:RequestObjectTagKeys': 'true' } },
    },
    {
      sid: 'MultipartControl',
      actions: ['s3:AbortMultipartUpload', 's3:ListMultipartUploadParts'],
      resources: objects,
    },
  );

  allow(
    roles.files,
    {
      actions: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:UpdateItem'],
      resources: [table.tableArn],
    },
    {
      sid: 'AddSharesAndGrants',
      actions: ['dynamodb:PutItem'],
      resources: [table.tableArn],
      conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['SHARE#*', 'FILE#*'] } },
    },
    {
      sid: 'TakeGrantsAndSharesAway',
      actions: ['dynamodb:DeleteItem'],
      resources: [table.tableArn],
      conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['SHARE#*', 'FILE#*'] } },
    },
    { actions: ['dynamodb:Query'], resources: [table.tableArn, ...indexes] },
    // Decisions on held files: only `validate` may tag.
    { actions: ['sqs:SendMessage'], resources: [queue.queueArn] },
    { sid: 'RemoveVersion', actions: ['s3:DeleteObjectVersion'], resources: objects },
  );

  allow(
    roles.download,
    // Queries find a file's grants.
    { actions: ['dynamodb:GetItem', 'dynamodb:Query'], resources: [table.tableArn] },
    { actions: ['dynamodb:BatchGetItem'], resources: [table.tableArn] },
    {
      sid: 'CountShares',
      actions: ['dynamodb:UpdateItem'],
      resources: [table.tableArn],
      // DynamoDB developer guide, "Using IAM policy conditions for fine-grained access control": not the files'
      // records.
      conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['SHARE#*'] } },
    },
    readCleanOnly(bucket),
  );

  allow(
    roles.validate,
    { actions: ['dynamodb:GetItem', 'dynamodb:UpdateItem'], resources: [table.tableArn] },
    {
      sid: 'Inspect',
      actions: ['s3:GetObject', 's3:GetObjectVersion', 's3:DeleteObjectVersion'],
      resources: objects,
    },
    // S3 API reference, "HeadObject": without it the response for a missing key is 403, not 404.
    { sid: 'KnowMissing', actions: ['s3:ListBucket'], resources: [bucket.bucketArn] },
    {
      sid: 'WriteVerdict',
      actions: ['s3:PutObjectVersionTagging'],
      resources: objects,
      conditions: {
        // `ForAllValues` is also true for an empty set.
        'ForAllValues:StringEquals': { 's3:RequestObjectTagKeys': ['verdict'] },
        Null: { 's3:RequestObjectTagKeys': 'false' },
      },
    },
  );

  allow(
    roles.sweep,
    {
      actions: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'],
      resources: [table.tableArn],
    },
    // The table itself: a deleted file's grants and shares are deleted with it.
    { actions: ['dynamodb:Query'], resources: [table.tableArn, ...indexes] },
    // Stored bytes whose event was lost are enqueued like an event.
    { actions: ['sqs:SendMessage'], resources: [queue.queueArn] },
    // Listings only. No HEAD, which would need the right to read.
    {
      sid: 'SeeWhatIsThere',
      actions: ['s3:ListBucketVersions', 's3:ListBucketMultipartUploads'],
      resources: [bucket.bucketArn],
    },
    {
      sid: 'RemoveLeftovers',
      actions: ['s3:DeleteObjectVersion', 's3:AbortMultipartUpload'],
      resources: objects,
    },
  );

  const bucketId = Stack.of(bucket).getLogicalId(bucket.node.defaultChild as CfnBucket);
  for (const role of Object.values(roles)) {
    Validations.of(role).acknowledge({
      id: `AwsSolutions-IAM5[Resource::<${bucketId}.Arn>/${filesPrefix}*]`,
      reason:
        'Each upload has a key of its own under this prefix; it is the narrowest name there is beforehand.',
    });
  }
}

/** Rights on objects of the roles that presign reads: only in a presigned URL, and never an unverified version. */
export const readCleanOnly = (bucket: Bucket): PolicyStatementProps => ({
  sid: 'ReadCleanOnly',
  actions: ['s3:GetObject', 's3:GetObjectVersion'],
  resources: [bucket.arnForObjects(`${filesPrefix}*`)],
  conditions: {
    StringEquals: { 's3:ExistingObjectTag/verdict': 'clean', 's3:authType': 'REST-QUERY-STRING' },
  },
});

/** A file that waits for its malware scan is checked again after a delay, with or without a result. */
export function allowReminders(validate: Role, queue: Queue): void {
  allow(validate, { actions: ['sqs:SendMessage'], resources: [queue.queueArn] });
}

/** Reads are announced through the table; `download` may put items, but not read them. */
export function allowReadNotes(download: Role, table: ITableV2): void {
  allow(download, {
    sid: 'NoteReads',
    actions: ['dynamodb:PutItem'],
    resources: [table.tableArn],
    conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['READ#*'] } },
  });
}

/** Functions that invoke another one asynchronously, because it has rights that they lack. */
export function allowInvoke(role: Role, invoked: LambdaFunction): void {
  allow(role, { actions: ['lambda:InvokeFunction'], resources: [invoked.functionArn] });
}

export function allow(role: Role, ...statements: PolicyStatementProps[]): void {
  for (const statement of statements) role.addToPolicy(new PolicyStatement(statement));
}
