import { useAnyKey, type Rights } from './right.js';

/** GuardDuty Malware Protection. */
export const scannerService = 'malware-protection-plan.guardduty.amazonaws.com';

/** Written by GuardDuty once, to test its role. */
const validationObject = 'malware-protection-resource-validation-object';

/**
 * The role of GuardDuty. GuardDuty user guide, "Malware Protection for S3", "Create or update IAM role policy": all of
 * it except tagging, which only `validate` may do, and reading beyond the files.
 */
export const scannerRights: Rights = (deployment) => {
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
