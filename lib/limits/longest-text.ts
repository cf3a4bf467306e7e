import type { Stack } from 'aws-cdk-lib';
import { CfnResource, Token } from 'aws-cdk-lib';

/** Longest values of what is known only at deployment, in the characters that each may have at most. */
const text = (length: number): string => 'x'.repeat(length);
const pseudo: Readonly<Record<string, string>> = {
  'AWS::AccountId': text(12),
  'AWS::Partition': 'aws-us-gov',
  'AWS::Region': text(16),
  'AWS::URLSuffix': 'amazonaws.com.cn',
  'AWS::StackName': text(128),
};
const { 'AWS::AccountId': account, 'AWS::Partition': partition, 'AWS::Region': region } = pseudo;
const suffix = pseudo['AWS::URLSuffix'];
const arn = (service: string, resource: string) =>
  `arn:${partition}:${service}:${region}:${account}:${resource}`;

const ofPseudo: Readonly<Record<string, string>> = {
  ...pseudo,
  'AWS::StackId': arn('cloudformation', `stack/${text(128)}/${text(36)}`),
};

/** Of parameters, imports and attributes that we do not know. */
const unknown = text(256);

interface Kind {
  /** Longest name that the service allows. */
  readonly limit: number;
  readonly arn: (name: string) => string;
  /** What `Ref` gives. @default the name */
  readonly ref?: (name: string) => string;
  /** Other attributes. */
  readonly attributes?: Readonly<Record<string, (name: string) => string>>;
}

const kinds: Readonly<Record<string, Kind>> = {
  'AWS::S3::Bucket': {
    limit: 63,
    arn: (name) => `arn:${partition}:s3:::${name}`,
  },
  'AWS::IAM::Role': { limit: 64, arn: (name) => `arn:${partition}:iam::${account}:role/${name}` },
  'AWS::Lambda::Function': { limit: 64, arn: (name) => arn('lambda', `function:${name}`) },
  'AWS::DynamoDB::GlobalTable': {
    limit: 255,
    arn: (name) => arn('dynamodb', `table/${name}`),
    attributes: { StreamArn: (name) => arn('dynamodb', `table/${name}/stream/${text(23)}`) },
  },
  'AWS::SQS::Queue': {
    limit: 80,
    arn: (name) => arn('sqs', name),
    ref: (name) => `https://sqs.${region}.${suffix}/${account}/${name}`,
    attributes: { QueueName: (name) => name },
  },
  'AWS::Events::EventBus': { limit: 256, arn: (name) => arn('events', `event-bus/${name}`) },
  'AWS::Logs::LogGroup': { limit: 512, arn: (name) => `${arn('logs', `log-group:${name}`)}:*` },
  'AWS::KMS::Key': { limit: 36, arn: () => arn('kms', `key/${text(36)}`), ref: () => text(36) },
  'AWS::SecretsManager::Secret': {
    limit: 255,
    arn: (name) => arn('secretsmanager', `secret:${name}-${text(6)}`),
    ref: (name) => arn('secretsmanager', `secret:${name}-${text(6)}`),
    attributes: { Id: (name) => arn('secretsmanager', `secret:${name}-${text(6)}`) },
  },
};

/**
 * A value of the template with the longest texts that its references can stand for: what AWS will measure at most.
 * CloudFormation names a resource after stack and logical id, with up to 13 characters at random (user guide, "Name
 * type").
 */
export function atItsLongest(stack: Stack, value: unknown): unknown {
  const typeOf = new Map(
    stack.node
      .findAll()
      .filter((one) => CfnResource.isCfnResource(one))
      .map((one) => [String(stack.resolve(one.logicalId)), one.cfnResourceType]),
  );
  const stackName = Token.isUnresolved(stack.stackName) ? text(128) : stack.stackName;

  const ofResource = (id: string, attribute?: string): string => {
    const kind = kinds[typeOf.get(id) ?? ''];
    if (!kind) return unknown;
    const name = text(Math.min(kind.limit, `${stackName}-${id}-`.length + 13));
    if (attribute === undefined) return (kind.ref ?? ((given) => given))(name);
    return attribute === 'Arn' ? kind.arn(name) : (kind.attributes?.[attribute]?.(name) ?? unknown);
  };

  const expand = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(expand);
    if (typeof node !== 'object' || node === null) return node;
    const [[key = '', inner] = []] = Object.entries(node);
    if (key === 'Ref') return ofPseudo[String(inner)] ?? ofResource(String(inner));
    if (key === 'Fn::GetAtt') {
      const [id, attribute] = inner as [string, string];
      return ofResource(id, attribute);
    }
    if (key === 'Fn::Join') {
      const [separator, parts] = inner as [string, unknown[]];
      return parts.map((part) => String(expand(part))).join(separator);
    }
    if (key === 'Fn::Split') {
      const [separator, whole] = inner as [string, unknown];
      return String(expand(whole)).split(separator);
    }
    if (key === 'Fn::Select') {
      const [index, list] = inner as [number, unknown];
      const parts = expand(list);
      return (Array.isArray(parts) ? (parts as unknown[])[index] : undefined) ?? unknown;
    }
    if (key.startsWith('Fn::')) return unknown;
    return Object.fromEntries(Object.entries(node).map(([name, one]) => [name, expand(one)]));
  };
  return expand(stack.resolve(value));
}
