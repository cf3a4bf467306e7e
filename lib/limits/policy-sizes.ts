import { Stack } from 'aws-cdk-lib';
import { CfnPolicy } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { atItsLongest } from './longest-text.js';
import { wrongProp } from '../checks/wrong-prop.js';

/** S3 user guide, "Bucket policies for Amazon S3". */
const mostInBucketPolicy = 20 * 1024;

/** IAM user guide, "IAM and AWS STS quotas": all inline policies of a role together, without white space. */
const mostInRole = 10_240;

interface Given {
  readonly breakGlassRoleArns: readonly string[];
  readonly formerEncryptionKeys: readonly unknown[];
}

/** Refuses policies that AWS would refuse in the middle of a deployment. Called once every statement is there. */
export function checkPolicies(scope: Construct, bucket: Bucket, given: Given): void {
  const stack = Stack.of(scope);
  const size = (document: unknown) => Buffer.byteLength(JSON.stringify(atItsLongest(stack, document)));

  const bucketPolicy = size(bucket.policy?.document);
  if (bucketPolicy > mostInBucketPolicy) {
    throw wrongProp(
      'breakGlassRoleArns',
      `${given.breakGlassRoleArns.length} roles`,
      `fewer roles, or shorter ARNs: the bucket's policy could have ${bucketPolicy} bytes, of which S3 allows ` +
        `${mostInBucketPolicy}. Several people or tools can share one role`,
    );
  }
  const policies = scope.node.findAll().filter((one) => one instanceof CfnPolicy);
  for (const [role, bytes] of inlineBytes(policies, stack, size)) {
    if (bytes <= mostInRole) continue;
    throw wrongProp(
      'formerEncryptionKeys',
      `${given.formerEncryptionKeys.length} keys`,
      `fewer keys: the policies of ${role} could have ${bytes} bytes, of which IAM allows ${mostInRole}`,
    );
  }
}

/** By the logical id of the role: one role may have several policies. */
function inlineBytes(
  policies: readonly CfnPolicy[],
  stack: Stack,
  size: (document: unknown) => number,
): Map<string, number> {
  const bytes = new Map<string, number>();
  for (const policy of policies) {
    for (const role of (stack.resolve(policy.roles) ?? []) as { Ref: string }[]) {
      const name = role.Ref;
      bytes.set(name, (bytes.get(name) ?? 0) + size(policy.policyDocument));
    }
  }
  return bytes;
}
