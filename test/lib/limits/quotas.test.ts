import { beforeAll, describe, expect, test } from '@jest/globals';
import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { atItsLongest } from '../../../lib/limits/longest-text.js';
import { contentSecurityPolicy } from '../../../lib/site/page-headers.js';
import { policyMetadata } from '../../../lib/site/policy-function.js';
import { Waybill } from '../../../lib/index.js';
import { withApp } from '../temporary-app.js';

type Properties = Readonly<Record<string, unknown>>;

/** Characters that AWS accepts of a property at most: resource type, property, quota and the page that names it. */
const quotas: [type: string, path: string, most: number, source: string][] = [
  ['AWS::Lambda::Function', 'Description', 256, 'Lambda API reference, "CreateFunction"'],
  ['AWS::IAM::Role', 'Description', 1000, 'IAM API reference, "CreateRole"'],
  ['AWS::IAM::Policy', 'PolicyName', 128, 'IAM API reference, "PutRolePolicy"'],
  ['AWS::Events::EventBus', 'Name', 256, 'EventBridge API reference, "CreateEventBus"'],
  ['AWS::Events::EventBus', 'Description', 512, 'EventBridge API reference, "CreateEventBus"'],
  ['AWS::Events::Rule', 'EventPattern', 2048, 'EventBridge user guide, "Amazon EventBridge quotas"'],
  ['AWS::Lambda::EventSourceMapping', 'FilterCriteria', 4096, 'Lambda API reference, "Filter"'],
  ['AWS::Logs::LogGroup', 'LogGroupName', 512, 'CloudWatch Logs API reference, "CreateLogGroup"'],
  ['AWS::CloudWatch::Alarm', 'AlarmDescription', 1024, 'CloudWatch API reference, "PutMetricAlarm"'],
  ['AWS::ApiGatewayV2::Api', 'Name', 128, 'API Gateway V2 API reference, "CreateApi"'],
  ['AWS::ApiGatewayV2::Authorizer', 'Name', 128, 'API Gateway V2 API reference, "CreateAuthorizer"'],
  [
    'AWS::ApiGatewayV2::Stage',
    'AccessLogSettings',
    3072,
    'API Gateway guide, "Quotas for … an HTTP API": template of access logs',
  ],
  ['AWS::Cognito::UserPoolDomain', 'Domain', 63, 'Cognito API reference, "CreateUserPoolDomain"'],
  ['AWS::CloudFront::Function', 'Name', 64, 'CloudFront API reference, "CreateFunction"'],
  ['AWS::CloudFront::Function', 'FunctionCode', 10_240, 'CloudFront guide, "Quotas on CloudFront Functions"'],
  ['AWS::CloudFront::Function', 'FunctionConfig.Comment', 128, 'CloudFront API reference, "FunctionConfig"'],
  [
    'AWS::CloudFront::Distribution',
    'DistributionConfig.Comment',
    128,
    'CloudFront API, "DistributionConfig"',
  ],
  [
    'AWS::CloudFront::OriginAccessControl',
    'OriginAccessControlConfig.Name',
    64,
    'CloudFront API reference, "OriginAccessControlConfig"',
  ],
  [
    'AWS::CloudFront::OriginAccessControl',
    'OriginAccessControlConfig.Description',
    256,
    'CloudFront API reference, "OriginAccessControlConfig"',
  ],
  [
    'AWS::CloudFront::ResponseHeadersPolicy',
    'ResponseHeadersPolicyConfig.Name',
    128,
    'CloudFront API reference, "ResponseHeadersPolicyConfig"',
  ],
  ['AWS::SecretsManager::Secret', 'Description', 2048, 'Secrets Manager API reference, "CreateSecret"'],
];

function at(properties: Properties, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, key) => (value as Properties | undefined)?.[key], properties);
}

const lengthOf = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value)).length;

/** The longest names that CloudFormation and the CDK accept, and one that has no letter of a logical id. */
const longest = { stackName: 'S'.repeat(128), id: 'x'.repeat(300) };
const names = [longest, { stackName: 'Files', id: '檔案 📁' }];

describe.each(names)('with a stack $stackName and a construct $id', ({ stackName, id }) => {
  let resources: [id: string, type: string, properties: Properties][];
  let text: string;

  beforeAll(() => {
    withApp((app) => {
      const stack = new Stack(app, 'Test', { stackName });
      new Waybill(stack, id, { site: true, malwareProtection: true, announceReads: true });
      const template = Template.fromStack(stack).toJSON() as {
        Resources: Record<string, { Type: string; Properties?: Properties }>;
      };
      text = JSON.stringify(template, undefined, 1);
      resources = Object.entries(template.Resources).map(([name, { Type, Properties: properties = {} }]) => [
        name,
        Type,
        atItsLongest(stack, properties) as Properties,
      ]);
    });
  });

  test.each(quotas)('%s %s has at most %i characters (%s)', (type, path, most) => {
    const lengths = resources
      .filter(([, one]) => one === type)
      .map(([, , properties]) => at(properties, path))
      .filter((value) => value !== undefined)
      .map(lengthOf);
    expect(Math.max(0, ...lengths)).toBeLessThanOrEqual(most);
  });

  // CloudFormation user guide, "Understand CloudFormation quotas".
  test('the template is one that CloudFormation accepts', () => {
    expect(resources.length).toBeGreaterThan(100);
    expect(resources.length).toBeLessThanOrEqual(500);
    expect(Buffer.byteLength(text)).toBeLessThan(1_000_000);
    const ids = resources.map(([one]) => one);
    expect(ids.filter((one) => !/^[A-Za-z0-9]{1,255}$/.test(one))).toEqual([]);
  });

  // CloudWatch API reference, "Dimension": up to 1,024 characters of ASCII, one of them no blank.
  test('names in metrics and tags are accepted by CloudWatch and by tagging', () => {
    const values = resources.flatMap(([, type, { Dimensions: dimensions, Tags: tags }]) => {
      const given = type === 'AWS::CloudWatch::Alarm' ? dimensions : tags;
      return Array.isArray(given) ? (given as { Value: string }[]).map(({ Value: value }) => value) : [];
    });
    expect(values.length).toBeGreaterThan(20);
    expect(values.filter((one) => one.length > 256 || !/^[\x20-\x7e]*\S[\x20-\x7e]*$/.test(one))).toEqual([]);
  });
});

// S3 user guide, "Working with object metadata": 2 KB of names and values that are the user's own.
test('the page’s policy fits into the metadata of its document, whatever the addresses', () => {
  const host = `${'x'.repeat(63)}.`.repeat(4).slice(0, 253);
  const origin = `https://${host}:65535`;
  const storage = `https://${'b'.repeat(63)}.${host}:65535`;
  const policy = contentSecurityPolicy({
    api: origin,
    storage,
    signIn: [`https://${'c'.repeat(60)}`, origin],
  });
  expect(policyMetadata.length + policy.length).toBeLessThan(2048);
});
