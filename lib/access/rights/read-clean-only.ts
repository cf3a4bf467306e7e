import { useAnyKey, type DeployedResources, type Right } from './right.js';

/** Rights on objects of the roles that presign reads: only in a presigned URL, and never an unverified version. */
export const readCleanOnly = (deployment: DeployedResources): readonly Right[] => [
  {
    sid: 'ReadCleanOnly',
    actions: ['s3:GetObject', 's3:GetObjectVersion'],
    resources: [deployment.objects],
    conditions: {
      StringEquals: { 's3:ExistingObjectTag/verdict': 'clean', 's3:authType': 'REST-QUERY-STRING' },
    },
  },
  ...useAnyKey(deployment, 'kms:Decrypt'),
];
