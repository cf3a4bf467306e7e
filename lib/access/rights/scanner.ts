import { useAnyKey, type Rights } from './right.js';

/** Of GuardDuty Malware Protection. */
export const scannerService = 'malware-protection-plan.guardduty.amazonaws.com';

/** Written by GuardDuty once, to see that its role works. */
const validationObject = 'malware-protection-resource-validation-object';

/**
 * What GuardDuty scans with. GuardDuty user guide, "Malware Protection for S3", "Create or update IAM role policy":
 * all that it asks for but tagging, which is the validator's alone, and reading beyond the files.
 */
export const scanner: Rights = (deployment) => {
  const { bucket, objects, eventRules } = deployment;
  const rule = {
    resources: [`${eventRules}DO-NOT-DELETE-AmazonGuardDutyMalwareProtectionS3*`],
    wildcard: 'GuardDuty chooses the end of its rule’s name.',
  };
  return [
    {
      sid: 'ManageOwnRule',
      actions: ['events:PutRule', 'events:DeleteRule', 'events:PutTargets', 'events:RemoveTargets'],
      conditions: { StringLike: { 'events:ManagedBy': scannerService } },
      ...rule,
    },
    { sid: 'WatchOwnRule', actions: ['events:DescribeRule', 'events:ListTargetsByRule'], ...rule },
    {
      sid: 'EnableEvents',
      actions: ['s3:PutBucketNotification', 's3:GetBucketNotification'],
      resources: [bucket],
    },
    { sid: 'PutValidationObject', actions: ['s3:PutObject'], resources: [`${bucket}/${validationObject}`] },
    { sid: 'CheckOwnership', actions: ['s3:ListBucket'], resources: [bucket] },
    {
      sid: 'Scan',
      actions: ['s3:GetObject', 's3:GetObjectVersion'],
      resources: [objects],
    },
    ...useAnyKey(deployment, 'kms:Decrypt', 'kms:GenerateDataKey'),
  ];
};
