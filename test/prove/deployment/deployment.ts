import { find, ofType, type Resources } from '../../lib/synthesize.js';
import { readStatement, type Policy, type Statement, type WrittenDocument } from '../iam/statement.js';

/** All policies of a template, and who has them. */
export interface Deployment {
  readonly policies: readonly Policy[];
  /** By name: `presign`, `readSigner`; the CDK's own by their logical id. */
  readonly roleArns: ReadonlyMap<string, string>;
}

/** Where sessions get their policy from: a variable of the function that begins them. */
const sessionPolicies = [
  { role: 'readSigner', begunBy: 'Download', variable: 'READ_SIGNER_POLICY' },
  { role: 'partSigner', begunBy: 'Presign', variable: 'PART_SIGNER_POLICY' },
] as const;

/** The managed policies that the CDK gives to the functions with which it fills and empties the page's bucket. */
const managed: Readonly<Record<string, WrittenDocument>> = {
  // AWS managed policy reference, "AWSLambdaBasicExecutionRole".
  AWSLambdaBasicExecutionRole: {
    Statement: [
      {
        Effect: 'Allow',
        Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: '*',
      },
    ],
  },
};

/** @throws if a resource has a policy that is not read here: the proof would overlook it */
export function readDeployment(resources: Resources): Deployment {
  const roles = ofType(resources, 'AWS::IAM::Role').map(([id, { Properties }]) => ({
    name: roleName(id),
    arn: arnOfRole(id),
    Properties,
  }));
  refuseOthers(resources);
  return {
    roleArns: new Map(roles.map(({ name, arn }) => [name, arn])),
    policies: [
      ...roles.flatMap(({ name, arn, Properties }) => [
        policy('trust', `trust of ${name}`, documentIn(Properties, 'AssumeRolePolicyDocument'), {
          role: name,
          resource: arn,
        }),
        ...managedPolicies(name, Properties),
      ]),
      ...ofType(resources, 'AWS::IAM::Policy').flatMap(([, { Properties }]) =>
        (Properties['Roles'] as string[]).map((role) => {
          const { name } = roles.find(({ arn }) => arn.endsWith(`/${role}`)) ?? {};
          if (name === undefined) throw new Error(`a policy of the unknown role ${role}`);
          return policy('identity', `rights of ${name}`, documentIn(Properties, 'PolicyDocument'), {
            role: name,
          });
        }),
      ),
      ...sessionPolicies.flatMap(({ role, begunBy, variable }) => {
        const { Environment } = find(resources, 'AWS::Lambda::Function', begunBy).Properties;
        const text = (Environment as { Variables: Record<string, string> }).Variables[variable];
        if (text === undefined) return [];
        return policy('session', `sessions of ${role}`, JSON.parse(text) as WrittenDocument, { role });
      }),
      ...ofType(resources, 'AWS::S3::BucketPolicy').map(([, { Properties }]) =>
        policy(
          'resource',
          `policy of ${String(Properties['Bucket'])}`,
          documentIn(Properties, 'PolicyDocument'),
        ),
      ),
      ...ofType(resources, 'AWS::SQS::QueuePolicy').map(([, { Properties }]) =>
        policy(
          'resource',
          `policy of ${String(Properties['Queues'])}`,
          documentIn(Properties, 'PolicyDocument'),
        ),
      ),
      policy('resource', 'permissions of functions', {
        Statement: ofType(resources, 'AWS::Lambda::Permission').map(([, { Properties }]) =>
          permission(Properties),
        ),
      }),
    ],
  };
}

const read: readonly string[] = [
  'AWS::IAM::Role',
  'AWS::IAM::Policy',
  'AWS::S3::BucketPolicy',
  'AWS::SQS::QueuePolicy',
  'AWS::Lambda::Permission',
];

function refuseOthers(resources: Resources): void {
  const stray = Object.entries(resources).find(
    ([, { Type, Properties }]) =>
      !read.includes(Type) && /"Effect":"(Allow|Deny)"/.test(JSON.stringify(Properties ?? {})),
  );
  if (stray) throw new Error(`${stray[0]} (${stray[1].Type}) has a policy that is not read`);
  const inline = ofType(resources, 'AWS::IAM::Role').find(([, { Properties }]) => 'Policies' in Properties);
  if (inline) throw new Error(`${inline[0]} has inline policies, which are not read`);
}

const nameOf = (id: string) => id.replace(/^Waybill/, '').replace(/[0-9A-F]{8}$/, '');
const arnOfRole = (id: string) => `arn:aws:iam::111122223333:role/${nameOf(id)}`;

/** `WaybillReadSignerRole0B1C2D3E` is `readSigner`. */
function roleName(id: string): string {
  if (!id.startsWith('Waybill')) return nameOf(id);
  const [, name = ''] = /^(\w+)Role$/.exec(nameOf(id)) ?? [];
  return name.charAt(0).toLowerCase() + name.slice(1);
}

const documentIn = (properties: Record<string, unknown>, name: string) => properties[name] as WrittenDocument;

function policy(
  kind: Policy['kind'],
  title: string,
  { Statement }: WrittenDocument,
  { role, resource }: { role?: string; resource?: string } = {},
): Policy {
  const statements = Statement.map(readStatement).map((one): Statement =>
    resource === undefined ? one : { ...one, resource: [resource] },
  );
  // A second one like it changes nothing: routes with one path have one permission each.
  const different = [
    ...new Map(statements.map(({ sid, ...one }) => [JSON.stringify(one), { sid, ...one }])).values(),
  ];
  return { kind, title, statements: different, ...(role !== undefined && { role }) };
}

function managedPolicies(role: string, { ManagedPolicyArns = [] }: Record<string, unknown>): Policy[] {
  return (ManagedPolicyArns as unknown[]).map((arn) => {
    const [, name = ''] = /\/(\w+)"/.exec(JSON.stringify(arn)) ?? [];
    const document = managed[name];
    if (!document) throw new Error(`${role} has the unknown managed policy ${name}`);
    return policy('identity', `${name} of ${role}`, document, { role });
  });
}

/** Lambda developer guide, "Working with resource-based IAM policies": what a permission becomes. */
function permission(properties: Record<string, unknown>): WrittenDocument['Statement'][number] {
  const { Action, FunctionName, Principal, SourceArn, SourceAccount } = properties as Record<string, string>;
  return {
    Sid: `invocation from ${SourceArn ?? 'anywhere'}`,
    Effect: 'Allow',
    Principal: { Service: Principal ?? '' },
    Action: Action ?? '',
    Resource: FunctionName ?? '',
    Condition: {
      ...(SourceArn !== undefined && { ArnLike: { 'aws:SourceArn': SourceArn } }),
      ...(SourceAccount !== undefined && { StringEquals: { 'aws:SourceAccount': SourceAccount } }),
    },
  };
}
