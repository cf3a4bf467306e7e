import { describe, expect, test } from '@jest/globals';
import type { Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { Auth, type WaybillProps } from '../../../lib/index.js';
import { find, ofType, resourcesOf, synthesize } from '../synthesize.js';

const arn = (region: string) =>
  `arn:aws:acm:${region}:111122223333:certificate/01234567-89ab-cdef-0123-456789abcdef`;
const certified = (stack: Stack, id: string, region: string) =>
  Certificate.fromCertificateArn(stack, id, arn(region));
const api = (stack: Stack, region = 'eu-west-1'): WaybillProps => ({
  domainName: 'files.example.com',
  certificate: certified(stack, 'ApiCertificate', region),
});
const page = (stack: Stack, region = 'us-east-1'): WaybillProps => ({
  site: true,
  siteDomainName: 'app.example.com',
  siteCertificate: certified(stack, 'SiteCertificate', region),
});
const zone = (stack: Stack, zoneName = 'example.com'): WaybillProps => ({
  hostedZone: HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z0123', zoneName }),
});

describe('with names of one’s own', () => {
  const resources = resourcesOf(synthesize((stack) => ({ ...api(stack), ...page(stack) })));

  test('API and page speak TLS 1.2 or newer', () => {
    expect(find(resources, 'AWS::ApiGatewayV2::DomainName').Properties).toMatchObject({
      DomainName: 'files.example.com',
      DomainNameConfigurations: [{ CertificateArn: arn('eu-west-1'), SecurityPolicy: 'TLS_1_2' }],
    });
    expect(find(resources, 'AWS::ApiGatewayV2::ApiMapping').Properties).toMatchObject({ Stage: '$default' });
    const { DistributionConfig } = find(resources, 'AWS::CloudFront::Distribution').Properties;
    expect(DistributionConfig).toMatchObject({
      Aliases: ['app.example.com'],
      ViewerCertificate: { AcmCertificateArn: arn('us-east-1'), MinimumProtocolVersion: 'TLSv1.2_2021' },
    });
  });

  test('links, origins, sign-in and the page’s own policy follow', () => {
    const { Environment } = find(resources, 'AWS::Lambda::Function', 'Files').Properties;
    expect(Environment).toMatchObject({ Variables: { PUBLIC_URL: 'https://files.example.com' } });
    const origin = 'https://app.example.com';
    expect(find(resources, 'AWS::ApiGatewayV2::Api').Properties).toMatchObject({
      CorsConfiguration: { AllowOrigins: [origin] },
    });
    expect(find(resources, 'AWS::S3::Bucket', 'Bucket').Properties).toMatchObject({
      CorsConfiguration: { CorsRules: [{ AllowedOrigins: [origin] }] },
    });
    expect(find(resources, 'AWS::Cognito::UserPoolClient', 'UsersSiteClient').Properties).toMatchObject({
      CallbackURLs: [`${origin}/`],
      LogoutURLs: [`${origin}/`],
    });
    const policies = ofType(resources, 'Custom::CDKBucketDeployment').map(
      ([, { Properties }]) => (Properties['UserMetadata'] as Record<string, string> | undefined) ?? {},
    );
    expect(policies.map((one) => one['content-security-policy'] ?? '').join('')).toMatch(
      /connect-src 'self' https:\/\/files\.example\.com /,
    );
  });

  test('no record is made without a zone', () => {
    expect(ofType(resources, 'AWS::Route53::RecordSet')).toEqual([]);
  });
});

test('a zone gets alias records, for IPv6 too where CloudFront answers it', () => {
  const resources = resourcesOf(synthesize((stack) => ({ ...api(stack), ...page(stack), ...zone(stack) })));
  const records = ofType(resources, 'AWS::Route53::RecordSet').map(([, { Properties }]) => Properties);
  expect(records.map(({ Name, Type }) => `${String(Name)} ${String(Type)}`).sort()).toEqual([
    'app.example.com. A',
    'app.example.com. AAAA',
    'files.example.com. A',
  ]);
});

test('without a name, the page has CloudFront’s certificate and asks for no version in vain', () => {
  const distribution = find(
    resourcesOf(synthesize({ site: true })),
    'AWS::CloudFront::Distribution',
  ).Properties;
  expect(distribution['DistributionConfig']).not.toHaveProperty('ViewerCertificate');
});

describe('what cannot work fails at synth', () => {
  test.each<[string, (stack: Stack) => WaybillProps, string]>([
    ['a name alone', () => ({ domainName: 'a.example.com' }), 'domainName: expected certificate too'],
    [
      'a certificate alone',
      (s) => ({ certificate: certified(s, 'C', 'eu-west-1') }),
      'certificate: expected domainName too',
    ],
    [
      'a URL',
      (s) => ({ ...api(s), domainName: 'https://a.example.com' }),
      'domainName: expected a domain name such as',
    ],
    [
      'a wildcard',
      (s) => ({ ...api(s), domainName: '*.example.com' }),
      'domainName: expected a domain name such as',
    ],
    [
      'a certificate of another region',
      (s) => api(s, 'us-east-1'),
      "certificate: expected a certificate of the stack's region eu-west-1",
    ],
    [
      'CloudFront’s of another region',
      (s) => page(s, 'eu-west-1'),
      'siteCertificate: expected a certificate of us-east-1',
    ],
    [
      'a page’s name without a page',
      (s) => ({ ...page(s), site: false }),
      'siteDomainName: expected site too',
    ],
    [
      'a zone that has no use',
      (s) => zone(s),
      'hostedZone: expected domainName, siteDomainName or cdnDomainName too',
    ],
    [
      'a name outside of the zone',
      (s) => ({ ...api(s), ...zone(s, 'example.org') }),
      'domainName: expected a name in the hosted zone',
    ],
    [
      'one name for both',
      (s) => ({ ...api(s), ...page(s), siteDomainName: 'files.example.com' }),
      'siteDomainName: expected another name',
    ],
  ])('%s', (_what, props, message) => {
    expect(() => synthesize(props)).toThrow(`Waybill: ${message}`);
  });
});

test('links begin with another address where one is given', () => {
  const resources = resourcesOf(synthesize((s) => ({ ...api(s), publicUrl: 'https://cdn.example.com' })));
  const { Environment } = find(resources, 'AWS::Lambda::Function', 'Files').Properties;
  expect(Environment).toMatchObject({ Variables: { PUBLIC_URL: 'https://cdn.example.com' } });
});

test('an issuer of one’s own keeps its page', () => {
  const auth = Auth.jwt({ issuer: 'https://login.example.com', audience: ['files'] });
  expect(() => synthesize((stack) => ({ ...page(stack), auth }))).not.toThrow();
});
