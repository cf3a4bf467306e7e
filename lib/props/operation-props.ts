import type { RemovalPolicy } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';

/** How the deployment is operated. */
export interface OperationProps {
  /**
   * Encrypts the files with this KMS key (SSE-KMS with a bucket key). The functions' roles get the rights on it that
   * they need; its key policy must allow this account's IAM policies, as the default key policy does.
   * It may be added later: existing files remain readable. Before it is replaced or removed, list it in
   * `formerEncryptionKeys`.
   * @default - SSE-S3
   */
  readonly encryptionKey?: IKey;

  /**
   * Keys that were `encryptionKey` before. Files remain encrypted with the key of their upload, so the functions keep
   * the right to use it: if it is missing here, all files that it encrypts become unreadable.
   * @default - none
   * @throws at synth if one is `encryptionKey`, or listed twice
   */
  readonly formerEncryptionKeys?: IKey[];

  /**
   * What happens to bucket, table and user pool when the stack is deleted. RETAIN also protects table and pool from
   * deletion. A bucket with files is never deleted with its stack, and keeps its policy.
   * @default RemovalPolicy.RETAIN
   * @throws at synth unless RETAIN or DESTROY
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * ARNs of roles that are exempt from the bucket policy's guardrails on content: they may read unverified files,
   * tag, overwrite and presign, as far as their own policies allow. The rules on TLS and signature age still apply.
   * @default - none: the guardrails apply to administrators too
   * @throws at synth if one is not an ARN of a role, or has a wildcard
   */
  readonly breakGlassRoleArns?: string[];

  /**
   * ARNs of the roles with which CloudFormation deploys this stack. Where it is set, the bucket policy lets no one else
   * change that policy or another setting of the bucket, or delete it, except `breakGlassRoleArns`: not administrators
   * either. With a CDK bootstrap this is its `cfn-exec-role`. Name a new role beside the old one before you deploy with
   * it. The account's root user can always remove a bucket policy.
   * @default - none: who may change a bucket's policy by their own rights can do so
   * @throws at synth if one is not an ARN of a role, has a wildcard, or if the role that the stack's synthesizer names is
   *   not among them
   */
  readonly deploymentRoleArns?: string[];

  /**
   * How long logs are kept.
   * @default RetentionDays.ONE_MONTH
   * @throws at synth unless it is a `RetentionDays`
   */
  readonly logRetention?: RetentionDays;

  /**
   * Notified when an alarm changes state.
   * @default - nobody: alarms only change state
   */
  readonly alarmTopic?: ITopic;

  /**
   * Publishes custom metrics to CloudWatch, which charges for each in each hour. False publishes only those that an
   * alarm monitors, which are counted when something is wrong: all alarms remain.
   * @default true
   */
  readonly metrics?: boolean;

  /**
   * Traces the functions with X-Ray, which charges for each trace. Of each function, Lambda traces the first invocation
   * of a second and one in twenty of the others.
   * @default true
   */
  readonly tracing?: boolean;
}
