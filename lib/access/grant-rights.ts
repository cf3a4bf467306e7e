import { Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import { rightsOf, roleNames } from './rights.js';
import type { DeployedResources, Right } from './rights/right.js';
import type { Roles } from './roles.js';

const ownKeys =
  'Each upload has a key of its own under this prefix; it is the narrowest name there is beforehand.';

/** Adds the rights to each role. Nothing else in this package adds a right to a role; a lint rule enforces it. */
export function grantRights(roles: Roles, deployment: DeployedResources): void {
  for (const name of roleNames) {
    const role = roles[name];
    if (!role) continue;
    for (const right of rightsOf(name, deployment)) {
      allow(role, right);
      acknowledgeWildcards(role, right, deployment.objects);
    }
  }
}

function allow(role: Role, { sid, actions, resources, conditions }: Right): void {
  role.addToPolicy(
    new PolicyStatement({
      ...(sid !== undefined && { sid }),
      actions: [...actions],
      resources: [...resources],
      ...(conditions && { conditions }),
    }),
  );
}

/** cdk-nag requires a reason for each wildcard. */
function acknowledgeWildcards(role: Role, { resources, wildcard }: Right, objects: string): void {
  for (const resource of resources) {
    const reason = resource === objects ? ownKeys : wildcard;
    if (reason === undefined) continue;
    const id = `AwsSolutions-IAM5[Resource::${flat(Stack.of(role).resolve(resource))}]`;
    Validations.of(role).acknowledge({ id, reason });
  }
}

/** An ARN in the notation of cdk-nag: `<Bucket.Arn>/files/*`, `arn:<AWS::Partition>:…`. */
function flat(arn: unknown): string {
  if (typeof arn === 'string') return arn;
  if (typeof arn !== 'object' || arn === null) throw new Error(`no ARN: ${JSON.stringify(arn)}`);
  if ('Ref' in arn) return `<${String(arn.Ref)}>`;
  if ('Fn::GetAtt' in arn && Array.isArray(arn['Fn::GetAtt'])) return `<${arn['Fn::GetAtt'].join('.')}>`;
  if ('Fn::Join' in arn && Array.isArray(arn['Fn::Join'])) {
    const [separator, parts] = arn['Fn::Join'] as [string, unknown[]];
    return parts.map(flat).join(separator);
  }
  throw new Error(`no ARN: ${JSON.stringify(arn)}`);
}
