import { expect, test } from '@jest/globals';
import { synthesize } from '../synthesize.js';

/** Names that need not be unique in an account: each is one within the resource that its own property names. */
const withinItsParent = [
  'AWS::ApiGatewayV2::Api Name',
  'AWS::ApiGatewayV2::Authorizer Name',
  'AWS::ApiGatewayV2::Stage StageName',
  'AWS::CloudWatch::Alarm MetricName',
  'AWS::DynamoDB::GlobalTable AttributeName',
  'AWS::DynamoDB::GlobalTable IndexName',
  'AWS::IAM::Policy PolicyName',
  'AWS::Cognito::UserPool Name',
  'AWS::Cognito::UserPoolClient ClientName',
  'Custom::CDKBucketDeployment DestinationBucketKeyPrefix',
];

/** `type property` of each name that the template chooses, and its value. Arrays hold no names of resources. */
function chosenNames(resources: Record<string, { Type: string; Properties?: object }>): [string, string][] {
  const found: [string, string][] = [];
  const walk = (type: string, value: unknown): void => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    for (const [key, inner] of Object.entries(value)) {
      const text = JSON.stringify(inner);
      // A reference to another resource is that one's name.
      const reference = /^\{"(Ref|Fn::GetAtt)":/.test(text);
      if (/(Name|Domain|Prefix)$/.test(key) && !reference) found.push([`${type} ${key}`, text]);
      walk(type, inner);
    }
  };
  for (const { Type, Properties } of Object.values(resources)) walk(Type, Properties);
  return found;
}

test('names that an account, a region or all of AWS share carry the id of the stack', () => {
  const template = synthesize({
    site: true,
    cdn: true,
    webhooks: [{ url: 'https://hooks.example.com/files' }],
  });
  const names = chosenNames(
    (template.toJSON() as { Resources: Parameters<typeof chosenNames>[0] }).Resources,
  );
  const shared = names.filter(([name]) => !withinItsParent.includes(name));
  expect([...new Set(shared.map(([name]) => name))].sort()).toEqual([
    'AWS::CloudFront::CachePolicy Name',
    'AWS::CloudFront::Function Name',
    'AWS::CloudFront::KeyGroup Name',
    'AWS::CloudFront::OriginAccessControl Name',
    'AWS::CloudFront::PublicKey Name',
    'AWS::CloudFront::ResponseHeadersPolicy Name',
    'AWS::Cognito::UserPoolDomain Domain',
    'AWS::Events::EventBus Name',
    'AWS::Logs::LogGroup LogGroupName',
  ]);
  // The whole UUID: its last group is the same for many stacks (RFC 9562 section 5.1).
  const uuid = '{"Fn::Select":[2,{"Fn::Split":["/",{"Ref":"AWS::StackId"}]}]}';
  for (const [name, value] of shared) expect([name, value]).toEqual([name, expect.stringContaining(uuid)]);
});
