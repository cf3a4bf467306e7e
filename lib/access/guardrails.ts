import { AnyPrincipal, Effect, PolicyStatement, type IRole } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Stack } from 'aws-cdk-lib';
import { objectsArn } from '../storage/bucket.js';
import type { Settings } from '../settings/settings.js';
import { checkDeploymentRoles } from './deployment-roles.js';
import type { Roles } from './roles.js';

const read = ['s3:GetObject', 's3:GetObjectVersion'];
const write = ['s3:PutObject'];
/** Of a version. Nothing else about tags is needed, so nothing else is known. */
const tag = ['s3:PutObjectVersionTagging'];
/** They say something of an object, and nothing of its bytes. */
const describe = [
  's3:GetObjectAcl',
  's3:GetObjectAttributes',
  's3:GetObjectLegalHold',
  's3:GetObjectRetention',
  's3:GetObjectTagging',
  's3:GetObjectVersionAcl',
  's3:GetObjectVersionAttributes',
  's3:GetObjectVersionTagging',
];
const remove = ['s3:DeleteObject', 's3:DeleteObjectVersion', 's3:AbortMultipartUpload'];
const any = ['s3:*'];

/**
 * All that anyone may do with a file, within the other statements. Whatever is not here is denied, such as replication
 * of unchecked bytes out of the bucket, or of objects with a tag of their own into it, and actions that S3 does not
 * have yet.
 */
const known = [...read, ...write, ...tag, ...describe, ...remove, 's3:ListMultipartUploadParts'];

/** What anyone may do with the bucket itself while `deploymentRoleArns` keeps its settings. */
const look = ['s3:GetBucket*', 's3:Get*Configuration', 's3:ListBucket*', 's3:ListTagsForResource'];

type Conditions = Record<string, Record<string, unknown>>;

/**
 * The bucket policy, besides the two TLS statements that the bucket itself adds. It applies to everyone, administrators
 * too: a role's own policy is effective only within it. Every statement changes the result of a case in
 * test/lib/policies/cases.ts.
 */
export function addGuardrails(bucket: Bucket, roles: Roles, settings: Settings): void {
  const { policy, breakGlassRoleArns, deploymentRoleArns } = settings;
  const unlessArns = (exempt: readonly string[]): Conditions => {
    const arns = [...exempt, ...breakGlassRoleArns];
    return arns.length > 0 ? { ArnNotEquals: { 'aws:PrincipalArn': arns } } : {};
  };
  const unless = (...exempt: (IRole | undefined)[]) =>
    unlessArns(exempt.flatMap((role) => role?.roleArn ?? []));
  const deny = (sid: string, actions: string[], conditions: Conditions) =>
    bucket.addToResourcePolicy(
      new PolicyStatement({
        sid,
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions,
        resources: [objectsArn(bucket)],
        conditions,
      }),
    );

  const denyAllBut = (sid: string, notActions: string[], resource: string, conditions: Conditions) =>
    bucket.addToResourcePolicy(
      new PolicyStatement({
        sid,
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        notActions,
        resources: [resource],
        conditions,
      }),
    );

  denyAllBut('DenyUnknownActions', known, objectsArn(bucket), unless());
  if (deploymentRoleArns.length > 0) {
    checkDeploymentRoles(Stack.of(bucket), deploymentRoleArns);
    // GuardDuty enables the bucket's events.
    const exempt = [...deploymentRoleArns, ...(roles.scanner ? [roles.scanner.roleArn] : [])];
    denyAllBut('OnlyDeploymentChangesBucket', look, bucket.bucketArn, unlessArns(exempt));
  }
  // Only a signature that S3 knows to be SigV4 has an age. A request of which it says nothing has none.
  deny('DenyOtherSignatures', any, {
    StringNotEquals: { 's3:signatureversion': 'AWS4-HMAC-SHA256' },
    Null: { 's3:signatureversion': 'false' },
  });
  deny('DenyForeignPresign', any, {
    StringEquals: { 's3:authType': ['REST-QUERY-STRING', 'POST'] },
    ...unless(roles.presign, roles.download, roles.readSigner, roles.partSigner),
  });

  // Parts, and the call that starts a multipart upload, do not create an object; all other writes do.
  deny('DenyStaleSignature', write, {
    NumericGreaterThan: { 's3:signatureAge': milliseconds(policy.uploadExpiresInSeconds) },
    Bool: { 's3:ObjectCreationOperation': 'true' },
  });
  deny('DenyStalePartSignature', write, {
    NumericGreaterThan: { 's3:signatureAge': milliseconds(policy.partExpiresInSeconds) },
    Bool: { 's3:ObjectCreationOperation': 'false' },
  });
  deny('DenyStaleReadSignature', read, {
    NumericGreaterThan: { 's3:signatureAge': milliseconds(policy.readExpiresInSeconds) },
  });

  // S3 user guide, "Enforce conditional writes on Amazon S3 buckets". Forms cannot have If-None-Match.
  deny('DenyOverwrite', write, {
    Null: { 's3:if-none-match': 'true' },
    Bool: { 's3:ObjectCreationOperation': 'true' },
    StringNotEquals: { 's3:authType': 'POST' },
    ...unless(),
  });
  deny('DenyReadUnlessClean', read, {
    StringNotEquals: { 's3:ExistingObjectTag/verdict': 'clean' },
    // GuardDuty reads files before their verdict too.
    ...unless(roles.validate, roles.scanner),
  });
  deny('OnlyValidatorTags', tag, unless(roles.validate));
  deny('DenyTagsOnUpload', write, { Null: { 's3:RequestObjectTagKeys': 'false' }, ...unless() });
}

/** The unit of `s3:signatureAge`. */
function milliseconds(seconds: number): string {
  return String(seconds * 1000);
}
