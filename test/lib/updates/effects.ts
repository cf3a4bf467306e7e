import { fullDiff, ResourceImpact } from '@aws-cdk/cloudformation-diff';

/** What CloudFormation does with a resource: `retained` leaves the stack and stays in the account. */
export type Effect = 'created' | 'updated' | 'replaced' | 'removed' | 'retained';

/** By the id of the resource, without its prefix and hash: `Bucket`, `SiteBucket`. */
export type Effects = Readonly<Record<string, Effect>>;

/** Types that hold what cannot be made again: files, records, people, messages, logs, keys, and addresses in use. */
export const stateful: readonly string[] = [
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::DomainName',
  'AWS::CloudFront::Distribution',
  'AWS::Cognito::UserPool',
  'AWS::Cognito::UserPoolClient',
  'AWS::Cognito::UserPoolDomain',
  'AWS::DynamoDB::GlobalTable',
  'AWS::Events::EventBus',
  'AWS::KMS::Key',
  'AWS::Logs::LogGroup',
  'AWS::S3::Bucket',
  'AWS::SecretsManager::Secret',
  'AWS::SQS::Queue',
];

/** Types whose resources may be replaced: the template has all that they are. */
export const stateless: readonly string[] = [
  'AWS::ApiGatewayV2::ApiMapping',
  'AWS::ApiGatewayV2::Authorizer',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Route',
  'AWS::ApiGatewayV2::Stage',
  'AWS::CloudFront::CachePolicy',
  'AWS::CloudFront::Function',
  'AWS::CloudFront::KeyGroup',
  'AWS::CloudFront::OriginAccessControl',
  'AWS::CloudFront::PublicKey',
  'AWS::CloudFront::ResponseHeadersPolicy',
  'AWS::CloudWatch::Alarm',
  'AWS::Cognito::ManagedLoginBranding',
  'AWS::Events::Rule',
  'AWS::GuardDuty::MalwareProtectionPlan',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Function',
  'AWS::Lambda::LayerVersion',
  'AWS::Lambda::Permission',
  'AWS::Logs::Delivery',
  'AWS::Logs::DeliveryDestination',
  'AWS::Logs::DeliverySource',
  'AWS::Route53::RecordSet',
  'AWS::S3::BucketPolicy',
  'AWS::SQS::QueuePolicy',
  'AWS::Scheduler::Schedule',
  'Custom::CDKBucketDeployment',
  'Custom::S3AutoDeleteObjects',
  'Custom::WaybillSigningKey',
];

const effectOf: Readonly<Record<ResourceImpact, Effect | undefined>> = {
  [ResourceImpact.WILL_CREATE]: 'created',
  [ResourceImpact.WILL_IMPORT]: 'created',
  [ResourceImpact.WILL_UPDATE]: 'updated',
  [ResourceImpact.WILL_REPLACE]: 'replaced',
  // Some values of the property replace it, or a resource that it refers to is replaced.
  [ResourceImpact.MAY_REPLACE]: 'replaced',
  [ResourceImpact.WILL_DESTROY]: 'removed',
  [ResourceImpact.WILL_ORPHAN]: 'retained',
  [ResourceImpact.NO_CHANGE]: undefined,
};

/**
 * The effects of an update on stateful resources, from the diff that `cdk diff` shows: it has from CloudFormation's
 * resource specification which property replaces its resource.
 */
export function effectsOf(before: object, after: object): Effects {
  const effects: Record<string, Effect> = {};
  // It changes the templates that it compares.
  const { resources } = fullDiff(structuredClone(before), structuredClone(after));
  resources.forEachDifference((id, change) => {
    const effect = effectOf[change.changeImpact];
    const type = change.oldResourceType ?? change.newResourceType;
    if (effect && type !== undefined && stateful.includes(type)) effects[readable(id)] = effect;
  });
  return effects;
}

/** `WaybillBucket51ECD23A` is `Bucket`. */
const readable = (id: string): string => id.replace(/^Waybill/, '').replace(/[0-9A-F]{8}$/, '');

/** Those after which something is missing that was there. */
export const losses = (effects: Effects): Effects =>
  Object.fromEntries(
    Object.entries(effects).filter(([, effect]) => effect !== 'created' && effect !== 'updated'),
  );
