import { expect, test } from '@jest/globals';
import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Waybill } from '../../../lib/index.js';
import { account } from '../synthesize.js';
import { withApp } from '../temporary-app.js';

/** Every `Name` of a resource of CloudFront, as CloudFormation would resolve it. */
function cloudFrontNames(region: string, uuid: string): string[] {
  const stackId = `arn:aws:cloudformation:${region}:${account}:stack/Files/${uuid}`;
  const template = withApp((app) => {
    const stack = new Stack(app, 'Files', { env: { account, region } });
    new Waybill(stack, 'Waybill', { cdn: true });
    return Template.fromStack(stack);
  });
  const { Resources } = template.toJSON() as {
    Resources: Record<string, { Type: string; Properties: object }>;
  };
  return Object.values(Resources)
    .filter(({ Type }) => Type.startsWith('AWS::CloudFront::'))
    .flatMap(({ Properties }) => [Properties, ...Object.values(Properties)] as { Name?: unknown }[])
    .flatMap(({ Name }) => (Name === undefined ? [] : [JSON.stringify(Name)]))
    .map((name) => {
      expect(name).toContain('{"Fn::Select":[2,{"Fn::Split":["/",{"Ref":"AWS::StackId"}]}]}');
      const resolved = name.replace(/\{"Fn::Select".*?\]\}\]\}/, JSON.stringify(stackId.split('/')[2]));
      return (JSON.parse(resolved) as { 'Fn::Join': [string, string[]] })['Fn::Join'][1].join('');
    });
}

test('two stacks of one name in two Regions of an account have no name of CloudFront in common', () => {
  const one = cloudFrontNames('eu-west-1', '0199d1c0-7a5e-11f0-9d52-0a3b6c7d8e4f');
  const other = cloudFrontNames('ap-southeast-4', '0299d1c0-7a5e-11f0-9d52-0a3b6c7d8e4f');
  expect(one).toHaveLength(7);
  for (const name of one)
    expect(name).toMatch(/^eu-west-1-0199d1c0-7a5e-11f0-9d52-0a3b6c7d8e4f-[0-9a-f]{8}$/);
  for (const name of other) expect(name.length).toBeLessThanOrEqual(64);
  expect(one.filter((name) => other.includes(name))).toEqual([]);
});
