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

/**
 * STS API reference, "AssumeRole": characters of a session policy. What STS packs it into has a limit of its own, which is
 * not published; it answers AssumeRole with the share that is used (`PackedPolicySize`).
 */
const mostInSession = 2048;

interface Given {
  readonly breakGlassRoleArns: readonly string[];
  readonly deploymentRoleArns: readonly string[];
  readonly formerEncryptionKeys: readonly unknown[];
}

/**
 * Refuses policies that AWS would refuse in the middle of a deployment, or when a function begins a session. Called once
 * every statement is there.
 *
 * @param sessionPolicies JSON texts
 */
export function checkPolicies(
  scope: Construct,
  bucket: Bucket,
  sessionPolicies: readonly string[],
  given: Given,
): void {
  const stack = Stack.of(scope);
  const size = (document: unknown) => Buffer.byteLength(JSON.stringify(atItsLongest(stack, document)));

  checkBucketPolicy(size(bucket.policy?.document), given);
  for (const policy of sessionPolicies) {
    const characters = String(atItsLongest(stack, policy)).length;
    if (characters > mostInSession) {
      throw tooManyKeys(
        given,
        `the policy of signing sessions could have ${characters} characters`,
        `STS allows ${mostInSession}`,
      );
    }
  }
  const policies = scope.node.findAll().filter((one) => one instanceof CfnPolicy);
  for (const [role, bytes] of inlineBytes(policies, stack, size)) {
    if (bytes <= mostInRole) continue;
    throw tooManyKeys(given, `the policies of ${role} could have ${bytes} bytes`, `IAM allows ${mostInRole}`);
  }
}

function checkBucketPolicy(bytes: number, { breakGlassRoleArns, deploymentRoleArns }: Given): void {
  if (bytes <= mostInBucketPolicy) return;
  // Those are in most of its statements, these in one.
  const isLonger = deploymentRoleArns.length > 5 * breakGlassRoleArns.length;
  const [prop, arns] = isLonger
    ? (['deploymentRoleArns', deploymentRoleArns] as const)
    : (['breakGlassRoleArns', breakGlassRoleArns] as const);
  throw wrongProp(
    prop,
    `${arns.length} roles`,
    `fewer roles, or shorter ARNs: the bucket's policy could have ${bytes} bytes, of which S3 allows ` +
      `${mostInBucketPolicy}. Several people or tools can share one role`,
  );
}

const tooManyKeys = ({ formerEncryptionKeys }: Given, size: string, limit: string): Error =>
  wrongProp(
    'formerEncryptionKeys',
    `${formerEncryptionKeys.length} keys`,
    `fewer keys: ${size}, of which ${limit}`,
  );

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
