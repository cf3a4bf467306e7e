import { Stack, type App, type RemovalPolicy } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Waybill, type WaybillProps } from '../../lib/index.js';
import { withApp } from './temporary-app.js';

/** A template's resources as JSON, with the references in policies resolved to readable names. */
export type Resources = Readonly<Record<string, Resource>>;

export interface Resource {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
  readonly DeletionPolicy?: `${RemovalPolicy}` | 'Retain' | 'Delete';
}

export const account = '111122223333';
export const region = 'eu-west-1';
export const keyArn = `arn:aws:kms:${region}:${account}:key/01234567-89ab-cdef-0123-456789abcdef`;

// Six seconds per template. The app's own synthesis keeps it on (test/bin/), and cfn-lint checks the template too.
process.env['CDK_VALIDATION'] = 'false';

/** Another CDK app with only our construct. */
export function synthesize(
  props: WaybillProps | ((stack: Stack) => WaybillProps) = {},
  context: Record<string, unknown> = {},
  inRegion = region,
): Template {
  const { stackTraceLimit } = Error;
  // The CDK has a trace of each construct written, of which nothing is read here: a sixth of the time.
  Error.stackTraceLimit = 1;
  const synthesizeIn = (app: App) => {
    const stack = new Stack(app, 'Test', { env: { account, region: inRegion } });
    new Waybill(stack, 'Waybill', typeof props === 'function' ? props(stack) : props);
    return Template.fromStack(stack);
  };
  try {
    return withApp(synthesizeIn, { context, stackTraces: false });
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

export const withKey = (stack: Stack): WaybillProps => ({
  encryptionKey: Key.fromKeyArn(stack, 'Key', keyArn),
});

/** The resources with `Ref`, `Fn::GetAtt` and `Fn::Join` resolved. */
export function resourcesOf(template: Template): Resources {
  const { Resources: resources } = template.toJSON() as { Resources: Record<string, Resource> };
  const typeOf = (id: string) => resources[id]?.Type;
  return resolve(resources, typeOf) as Resources;
}

export function ofType(resources: Resources, type: string): [id: string, resource: Resource][] {
  return Object.entries(resources).filter(([, resource]) => resource.Type === type);
}

/** The only resource of its type whose id has this prefix. */
export function find(resources: Resources, type: string, prefix = ''): Resource {
  const found = ofType(resources, type).filter(([id]) => id.startsWith(`Waybill${prefix}`));
  const [only] = found;
  if (!only || found.length > 1) throw new Error(`${found.length} resources of type ${type} named ${prefix}`);
  return only[1];
}

const pseudo: Readonly<Record<string, string>> = {
  'AWS::Partition': 'aws',
  'AWS::AccountId': account,
  'AWS::Region': region,
  'AWS::URLSuffix': 'amazonaws.com',
};

function resolve(node: unknown, typeOf: (id: string) => string | undefined): unknown {
  if (Array.isArray(node)) return node.map((item) => resolve(item, typeOf));
  if (typeof node !== 'object' || node === null) return node;
  const { Ref: ref, 'Fn::GetAtt': attribute, 'Fn::Join': join } = node as Record<string, unknown>;
  if (typeof ref === 'string') return pseudo[ref] ?? nameOf(ref);
  if (Array.isArray(attribute)) {
    const [id, name] = attribute as [string, string];
    return name === 'Arn' ? arnOf(id, typeOf(id)) : `${nameOf(id)}.${name}`;
  }
  if (Array.isArray(join)) {
    const [separator, parts] = resolve(join, typeOf) as [string, string[]];
    return parts.join(separator);
  }
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, resolve(value, typeOf)]));
}

/** `WaybillPresignRole0B1C2D3E` is `PresignRole`. */
function nameOf(id: string): string {
  return id.replace(/^Waybill/, '').replace(/[0-9A-F]{8}$/, '');
}

function arnOf(id: string, type: string | undefined): string {
  const name = nameOf(id);
  const arn = arns[type ?? ''];
  return arn ? arn(name) : `arn:of:${type}/${name}`;
}

const arns: Readonly<Record<string, (name: string) => string>> = {
  'AWS::S3::Bucket': (name) => `arn:aws:s3:::${name}`,
  'AWS::IAM::Role': (name) => `arn:aws:iam::${account}:role/${name}`,
  'AWS::DynamoDB::GlobalTable': (name) => `arn:aws:dynamodb:${region}:${account}:table/${name}`,
  'AWS::Lambda::Function': (name) => `arn:aws:lambda:${region}:${account}:function:${name}`,
  'AWS::SQS::Queue': (name) => `arn:aws:sqs:${region}:${account}:${name}`,
  'AWS::Events::Rule': (name) => `arn:aws:events:${region}:${account}:rule/${name}`,
  'AWS::Events::EventBus': (name) => `arn:aws:events:${region}:${account}:event-bus/${name}`,
  'AWS::Logs::LogGroup': (name) => `arn:aws:logs:${region}:${account}:log-group:${name}:*`,
};
