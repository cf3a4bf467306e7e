import { beforeAll, expect, test } from '@jest/globals';
import type { Stack } from 'aws-cdk-lib';
import type { Template } from 'aws-cdk-lib/assertions';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Auth, type WaybillProps } from '../../lib/index.js';
import { functionNames } from '../../lambda/functions.js';
import { cfnLint } from './cfn-lint.js';
import { synthesize, withKey } from './synthesize.js';

const auth = Auth.jwt({ issuer: 'https://login.example.com', audience: ['waybill'] });
const certified = (stack: Stack, id: string, region: string) =>
  Certificate.fromCertificateArn(
    stack,
    id,
    `arn:aws:acm:${region}:111122223333:certificate/01234567-89ab-cdef-0123-456789abcdef`,
  );
const props: Readonly<Record<string, Parameters<typeof synthesize>[0]>> = {
  defaults: {},
  'an encryption key': withKey,
  'malware protection': { malwareProtection: true },
  'everything else': {
    auth,
    allowedOrigins: ['https://app.example.com'],
    breakGlassRoleArns: ['arn:aws:iam::111122223333:role/BreakGlass'],
  } satisfies WaybillProps,
};
const pages: typeof props = {
  'a page and an issuer': { site: true, auth },
  'a page and Cognito': { site: true },
  'names of one’s own': (stack) => ({
    ...{ site: true, domainName: 'files.example.com', siteDomainName: 'app.example.com' },
    certificate: certified(stack, 'ApiCertificate', 'eu-west-1'),
    siteCertificate: certified(stack, 'SiteCertificate', 'us-east-1'),
  }),
};
const templates = new Map<string, ReturnType<Template['toJSON']>>();
beforeAll(() => {
  for (const [name, given] of Object.entries({ ...props, ...pages }))
    templates.set(name, synthesize(given).toJSON());
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

// Of the pages' too: there is no circle among their parts.
test('all of them pass cfn-lint', async () => {
  expect(await cfnLint(templates)).toBe('');
}, 300_000);
