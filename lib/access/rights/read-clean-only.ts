import { useAnyKey, type Deployment, type Right } from './right.js';

/** What whoever signs reads may do with objects: nothing but in a signed URL, and never with an unverified version. */
export const readCleanOnly = (deployment: Deployment): readonly Right[] => [
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
