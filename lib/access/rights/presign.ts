import { multipartParts } from './multipart-parts.js';
import { useAnyKey, type Rights } from './right.js';

/** Presigns all writes, and cannot read objects. */
export const presignRights: Rights = (deployment) => {
  const { table, objects, partSigner } = deployment;
  return [
    { actions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'], resources: [table] },
    {
      sid: 'PutOnce',
      actions: ['s3:PutObject'],
      resources: [objects],
      conditions: {
        StringEquals: { 's3:if-none-match': '*' },
        Null: { 's3:RequestObjectTagKeys': 'true', 's3:x-amz-copy-source': 'true' },
      },
    },
    multipartParts(deployment),
    {
      sid: 'FormPost',
      actions: ['s3:PutObject'],
      resources: [objects],
      conditions: { StringEquals: { 's3:authType': 'POST' }, Null: { 's3:RequestObjectTagKeys': 'true' } },
    },
    {
      sid: 'MultipartControl',
      actions: ['s3:AbortMultipartUpload', 's3:ListMultipartUploadParts'],
      resources: [objects],
    },
    ...(partSigner ? [{ sid: 'SignLongParts', actions: ['sts:AssumeRole'], resources: [partSigner] }] : []),
    // S3 user guide, "Multipart upload API and permissions": parts are decrypted to be joined.
    ...useAnyKey(deployment, 'kms:Decrypt', 'kms:GenerateDataKey'),
  ];
};
