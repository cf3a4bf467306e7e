import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from '@jest/globals';
import { Auth, Waybill, type WaybillProps } from '../../../lib/index.js';
import { contentSecurityPolicy, fixedHeaders } from '../../../lib/site/page-headers.js';
import { find, ofType, resourcesOf, synthesize } from '../synthesize.js';
import { withApp } from '../temporary-app.js';
import { withCdnDomain, withDomain } from '../updates/configurations.js';

const issuer = 'https://login.example.com/realms/one';
const withIssuer: WaybillProps = { site: true, auth: Auth.jwt({ issuer, audience: ['files', 'other'] }) };
const pageUrl = 'https://SiteDistribution.DomainName';
const storage = 'https://Bucket.RegionalDomainName';

const template = synthesize(withIssuer);
const resources = resourcesOf(template);

/** The part of the page with this cache control. */
function deployed(control: RegExp, from = resources) {
  const found = ofType(from, 'Custom::CDKBucketDeployment').map(([, { Properties }]) => Properties);
  const [only] = found.filter(({ SystemMetadata }) =>
    control.test((SystemMetadata as Record<string, string>)['cache-control'] ?? ''),
  );
  if (!only) throw new Error(`nothing is deployed with ${String(control)}`);
  return only;
}

const policyOf = (from = resources) =>
  (deployed(/no-cache/, from)['UserMetadata'] as Record<string, string>)['content-security-policy'];

describe('a stack with its page', () => {
  test('allows the page to call API and bucket, besides the configured origins', () => {
    const both = resourcesOf(synthesize({ ...withIssuer, allowedOrigins: ['https://app.example.com'] }));
    const expected = ['https://app.example.com', pageUrl];
    const { CorsConfiguration } = find(both, 'AWS::ApiGatewayV2::Api').Properties;
    expect(CorsConfiguration).toMatchObject({ AllowOrigins: expected });
    const files = find(both, 'AWS::S3::Bucket', 'Bucket').Properties;
    expect(files['CorsConfiguration']).toMatchObject({ CorsRules: [{ AllowedOrigins: expected }] });
  });

  test('keeps the page in a private bucket that only CloudFront may read', () => {
    const bucket = find(resources, 'AWS::S3::Bucket', 'Site').Properties;
    expect(bucket['PublicAccessBlockConfiguration']).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
    const { PolicyDocument } = find(resources, 'AWS::S3::BucketPolicy', 'Site').Properties as {
      PolicyDocument: {
        Statement: { Effect: string; Principal: unknown; Action: unknown; Condition: object }[];
      };
    };
    const allowed = PolicyDocument.Statement.filter(({ Effect }) => Effect === 'Allow');
    const emptier = /:role\/CustomS3AutoDeleteObjectsCustomResourceProviderRole$/;
    expect(allowed).toEqual([
      expect.objectContaining({
        Principal: { AWS: expect.stringMatching(emptier) },
        Action: ['s3:PutBucketPolicy', 's3:GetBucket*', 's3:List*', 's3:DeleteObject*'],
      }),
      expect.objectContaining({
        Principal: { Service: 'cloudfront.amazonaws.com' },
        Action: 's3:GetObject',
        Condition: {
          StringEquals: { 'AWS:SourceArn': expect.stringMatching(/:distribution\/SiteDistribution$/) },
        },
      }),
    ]);
    const { OriginAccessControlConfig } = find(resources, 'AWS::CloudFront::OriginAccessControl').Properties;
    expect(OriginAccessControlConfig).toMatchObject({ SigningBehavior: 'always', SigningProtocol: 'sigv4' });
  });

  test('is removed with its stack, or without the page: its bucket is emptied first', () => {
    const { DeletionPolicy } = find(resources, 'AWS::S3::Bucket', 'Site');
    expect(DeletionPolicy).toBe('Delete');
    const emptied = ofType(resources, 'Custom::S3AutoDeleteObjects').map(([, { Properties }]) => Properties);
    expect(emptied).toEqual([expect.objectContaining({ BucketName: 'SiteBucket' })]);
  });

  test('sends the page’s fixed headers with every answer', () => {
    const { ResponseHeadersPolicyConfig } = find(resources, 'AWS::CloudFront::ResponseHeadersPolicy')
      .Properties as {
      ResponseHeadersPolicyConfig: {
        CustomHeadersConfig: { Items: { Header: string; Value: string }[] };
        SecurityHeadersConfig: Record<string, Record<string, unknown>>;
      };
    };
    const { CustomHeadersConfig, SecurityHeadersConfig: own } = ResponseHeadersPolicyConfig;
    const sent = {
      'strict-transport-security': `max-age=${String(own['StrictTransportSecurity']?.['AccessControlMaxAgeSec'])}; includeSubDomains`,
      'x-content-type-options': own['ContentTypeOptions']?.['Override'] === true ? 'nosniff' : 'missing',
      'x-frame-options': own['FrameOptions']?.['FrameOption'],
      'referrer-policy': own['ReferrerPolicy']?.['ReferrerPolicy'],
      ...Object.fromEntries(CustomHeadersConfig.Items.map(({ Header, Value }) => [Header, Value])),
    };
    expect(sent).toEqual(fixedHeaders);
    expect(own['StrictTransportSecurity']?.['IncludeSubdomains']).toBe(true);
    const { DistributionConfig } = find(resources, 'AWS::CloudFront::Distribution').Properties as {
      DistributionConfig: Record<'DefaultCacheBehavior', object> & { CacheBehaviors: object[] };
    };
    for (const behaviour of [DistributionConfig.DefaultCacheBehavior, ...DistributionConfig.CacheBehaviors]) {
      expect(behaviour).toMatchObject({
        ResponseHeadersPolicyId: 'SiteHeaders',
        ViewerProtocolPolicy: 'redirect-to-https',
      });
    }
  });

  test('names in the document’s policy exactly where the page talks to', () => {
    // The gateway's endpoint, with its scheme.
    const api = 'Api.ApiEndpoint';
    expect(policyOf()).toBe(contentSecurityPolicy({ api, storage, signIn: ['https://login.example.com'] }));
    expect(policyOf()).not.toMatch(/\*|unsafe/);
  });

  test('follows other addresses of API and storage into the policy, without their paths', () => {
    const elsewhere = resourcesOf(
      synthesize({
        ...withIssuer,
        publicUrl: 'https://files.example.com/v1',
        storageEndpoint: 'https://store.example.com:9000/s3',
      }),
    );
    expect(policyOf(elsewhere)).toContain(
      `connect-src 'self' https://files.example.com https://store.example.com:9000 https://login.example.com;`,
    );
  });

  test('caches names with a digest forever, and revalidates the document each time', () => {
    const assets = deployed(/max-age=31536000, immutable/);
    expect(assets['DestinationBucketKeyPrefix']).toBe('assets/');
    expect(assets['Prune']).toBe(false);
    expect(assets['UserMetadata']).toBeUndefined();
    const { DistributionConfig } = find(resources, 'AWS::CloudFront::Distribution').Properties;
    expect(DistributionConfig).toMatchObject({
      // Managed-CachingDisabled and Managed-CachingOptimized.
      DefaultCacheBehavior: { CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad' },
      CacheBehaviors: [{ PathPattern: 'assets/*', CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6' }],
    });
  });

  test('configures the page with the API’s address and the sign-in, and nothing else', () => {
    const template = withApp((app) => {
      const stack = new Stack(app, 'Test');
      new Waybill(stack, 'Waybill', withIssuer);
      const folder = app.synth().directory;
      const configurations = readdirSync(folder)
        .map((name) => join(folder, name, 'config.json'))
        .filter((file) => existsSync(file));
      expect(configurations).toHaveLength(1);
      return Template.fromStack(stack);
    });
    const markers = Object.values(
      template.findResources('Custom::CDKBucketDeployment') as Record<
        string,
        { Properties: { SourceMarkers?: Record<string, unknown>[] } }
      >,
    ).flatMap(({ Properties }) => (Properties.SourceMarkers ?? []).flatMap((one) => Object.values(one)));
    // Only the API's address is unknown before the deployment.
    expect(markers).toEqual([{ 'Fn::GetAtt': [expect.stringMatching(/Api/), 'ApiEndpoint'] }]);
  });

  test('has it read by cookies of the CDN only where its own name is in their domain', () => {
    const configurationOf = (more: (cdn: WaybillProps) => WaybillProps): unknown =>
      withApp((app) => {
        const stack = new Stack(app, 'Test');
        const domains = { ...withDomain(stack), ...withCdnDomain(stack) };
        new Waybill(stack, 'Waybill', { ...domains, ...withIssuer, ...more(domains) });
        const folder = app.synth().directory;
        const [file = ''] = readdirSync(folder)
          .map((name) => join(folder, name, 'config.json'))
          .filter((one) => existsSync(one));
        return JSON.parse(readFileSync(file, 'utf8'));
      });
    const withName = ({ cdnCertificate }: WaybillProps) => ({
      siteDomainName: 'app.example.com',
      ...(cdnCertificate && { siteCertificate: cdnCertificate }),
    });
    const cdnCookieDomain = 'example.com';
    expect(configurationOf((cdn) => ({ ...withName(cdn), cdnCookieDomain }))).toMatchObject({
      cdnCookies: true,
    });
    expect(configurationOf(() => ({ cdnCookieDomain }))).not.toHaveProperty('cdnCookies');
    expect(configurationOf(withName)).not.toHaveProperty('cdnCookies');
  });

  test('signs in as the client that is named, else as the first audience', () => {
    const named = resourcesOf(synthesize({ ...withIssuer, siteClientId: 'page' }));
    expect(JSON.stringify(named)).not.toContain('undefined');
    expect(() => synthesize({ siteClientId: 'page' })).toThrow(
      'Waybill: siteClientId: expected site too, got "page"',
    );
    expect(() => synthesize({ site: true, siteClientId: 'page' })).toThrow(
      'Waybill: siteClientId: expected Auth.jwt too, got "page"',
    );
  });

  test('with Cognito has a sign-in page, and a client without a secret whose tokens the gateway accepts', () => {
    const hosted = resourcesOf(synthesize({ site: true }));
    expect(find(hosted, 'AWS::Cognito::UserPoolClient', 'UsersSiteClient').Properties).toMatchObject({
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid', 'email'],
      CallbackURLs: [`${pageUrl}/`],
      LogoutURLs: [`${pageUrl}/`],
      GenerateSecret: false,
      SupportedIdentityProviders: ['COGNITO'],
    });
    const { JwtConfiguration } = find(hosted, 'AWS::ApiGatewayV2::Authorizer').Properties as {
      JwtConfiguration: { Audience: string[] };
    };
    expect(JwtConfiguration.Audience).toHaveLength(2);
    expect(policyOf(hosted)).toMatch(
      /connect-src 'self' \S+ \S+ https:\/\/cognito-idp\.eu-west-1\S+ https:\/\/\S+amazoncognito\.com;/,
    );
  });
});

test('without `site` there is no distribution', () => {
  expect(ofType(resourcesOf(synthesize({})), 'AWS::CloudFront::Distribution')).toEqual([]);
});
