import { beforeAll, expect, test } from '@jest/globals';
import type { Template } from 'aws-cdk-lib/assertions';
import { Auth, type WaybillProps } from '../../lib/index.js';
import { functionNames } from '../../lambda/functions.js';
import { account, region, synthesize, withKey } from './synthesize.js';

const auth = Auth.jwt({ issuer: 'https://login.example.com', audience: ['waybill'] });
const props: Readonly<Record<string, Parameters<typeof synthesize>[0]>> = {
  defaults: {},
  'an encryption key': withKey,
  'malware protection': { malwareProtection: true },
  'everything else': {
    auth,
    allowedOrigins: ['https://app.example.com'],
    breakGlassRoleArns: ['arn:aws:iam::111122223333:role/BreakGlass'],
    deploymentRoleArns: [`arn:aws:iam::${account}:role/cdk-hnb659fds-cfn-exec-role-${account}-${region}`],
  } satisfies WaybillProps,
};
const templates = new Map<string, ReturnType<Template['toJSON']>>();
beforeAll(() => {
  for (const [name, given] of Object.entries(props)) templates.set(name, synthesize(given).toJSON());
});

test.each(Object.keys(props))(
  'a template with %s has no custom resource, and no function but ours',
  (name) => {
    const { Resources } = templates.get(name) as { Resources: Record<string, { Type: string }> };
    const types = Object.values(Resources).map(({ Type }) => Type);
    expect(types.filter((type) => /^Custom::|^AWS::CloudFormation::/.test(type))).toEqual([]);
    expect(types.filter((type) => type === 'AWS::Lambda::Function')).toHaveLength(functionNames.length);
  },
);
