import type { DeployedResources, Right } from './right.js';

/** What whoever signs parts may do with objects: begin an upload in parts and send its parts, which make no object. */
export const multipartParts = ({ objects }: DeployedResources): Right => ({
  sid: 'MultipartParts',
  actions: ['s3:PutObject'],
  resources: [objects],
  conditions: {
    Bool: { 's3:ObjectCreationOperation': 'false' },
    Null: { 's3:RequestObjectTagKeys': 'true', 's3:x-amz-copy-source': 'true' },
  },
});
