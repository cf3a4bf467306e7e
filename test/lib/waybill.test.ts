import { describe, expect, test } from '@jest/globals';
import { Auth, type WaybillProps } from '../../lib/index.js';
import { functionNames } from '../../lambda/functions.js';
import { cfnLint } from './cfn-lint.js';
import { synthesize, withKey } from './synthesize.js';

const props: [string, Parameters<typeof synthesize>[0]][] = [
  ['defaults', {}],
  ['an encryption key', withKey],
  ['malware protection', { malwareProtection: true }],
  [
    'everything else',
    {
      auth: Auth.jwt({ issuer: 'https://login.example.com', audience: ['waybill'] }),
      allowedOrigins: ['https://app.example.com'],
      breakGlassRoleArns: ['arn:aws:iam::111122223333:role/BreakGlass'],
    } satisfies WaybillProps,
  ],
];

describe.each(props)('a template with %s', (_text, given) => {
  const template = synthesize(given).toJSON() as { Resources: Record<string, { Type: string }> };
  const types = Object.values(template.Resources).map(({ Type }) => Type);

  test('has no custom resource, and no function but ours', () => {
    expect(types.filter((type) => /^Custom::|^AWS::CloudFormation::/.test(type))).toEqual([]);
    expect(types.filter((type) => type === 'AWS::Lambda::Function')).toHaveLength(functionNames.length);
  });

  test('passes cfn-lint', async () => {
    expect(await cfnLint(template)).toBe('');
  }, 180_000);
});
