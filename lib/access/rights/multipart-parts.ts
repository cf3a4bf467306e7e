import type { DeployedResources, Right } from './right.js';

/** The rights of a role that presigns parts: to create a multipart upload and to send its parts, which create no object. */
export const multipartParts = ({ objects }: DeployedResources): Right => ({
  sid: 'MultipartParts',
  actions: ['s3:PutObject'],
  resources: [objects],
  conditions: {
    Bool: { 's3:ObjectCreationOperation': 'false' },
    Null: { 's3:RequestObjectTagKeys': 'true', 's3:x-amz-copy-source': 'true' },
  },
});
