import { describe, expect, test } from '@jest/globals';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { Auth } from '../../../lib/index.js';
import { find, ofType, resourcesOf, synthesize } from '../synthesize.js';

const poolId = 'eu-west-1_AbCdEfGhI';
const withPool = (props: { site?: boolean; signInUrl?: string } = {}) =>
  resourcesOf(
    synthesize((stack) => {
      const { site = false, ...rest } = props;
      const userPool = UserPool.fromUserPoolId(stack, 'Pool', poolId);
      return { site, auth: Auth.cognito({ userPool, ...rest }) };
    }),
  );

describe('with a user pool that exists already', () => {
  test('no other is created, and its tokens for the new client are accepted', () => {
    const resources = withPool();
    expect(ofType(resources, 'AWS::Cognito::UserPool')).toEqual([]);
    expect(find(resources, 'AWS::Cognito::UserPoolClient').Properties).toMatchObject({ UserPoolId: poolId });
    const { JwtConfiguration } = find(resources, 'AWS::ApiGatewayV2::Authorizer').Properties;
    expect(JwtConfiguration).toEqual({
      Audience: ['UserPoolClient'],
      Issuer: `https://cognito-idp.eu-west-1.amazonaws.com/${poolId}`,
    });
  });

  test('the page signs in where the pool has its sign-in, and no domain is added to it', () => {
    const resources = withPool({ site: true, signInUrl: 'https://login.example.com/' });
    expect(ofType(resources, 'AWS::Cognito::UserPoolDomain')).toEqual([]);
    const metadata = ofType(resources, 'Custom::CDKBucketDeployment').map(
      ([, { Properties }]) => (Properties['UserMetadata'] as Record<string, string> | undefined) ?? {},
    );
    expect(metadata.map((one) => one['content-security-policy'] ?? '').join('')).toContain(
      'https://login.example.com;',
    );
  });

  test('a page without it fails at synth', () => {
    expect(() => withPool({ site: true })).toThrow('Waybill: site: expected signInUrl of Auth.cognito too');
    expect(() => withPool({ signInUrl: 'http://login.example.com' })).toThrow(
      'Waybill: Auth.cognito signInUrl',
    );
  });
});
