import { describe, expect, test } from '@jest/globals';
import type { Stack } from 'aws-cdk-lib';
import { PriceClass } from 'aws-cdk-lib/aws-cloudfront';
import { find, resourcesOf, synthesize } from '../synthesize.js';
import { existing, webAclArn, withCdnDomain, withDomain } from '../updates/configurations.js';

test.each([
  [
    'a store that is not S3',
    { storageEndpoint: 'https://store.example.com' },
    'cdn: expected no storageEndpoint',
  ],
  [
    'an unknown price class',
    { cdnPriceClass: 'cheap' as PriceClass },
    'cdnPriceClass: expected PriceClass_100, PriceClass_200',
  ],
  [
    'a web ACL of a Region',
    { cdnWebAclArn: webAclArn.replace('us-east-1', 'eu-west-1') },
    'cdnWebAclArn: expected the ARN of a web ACL for CloudFront',
  ],
  ['an endpoint without TLS', { cdnEndpoint: 'http://edge.example.com' }, 'cdnEndpoint: expected'],
])('refuses %s', (_name, props, message) => {
  expect(() => synthesize({ cdn: true, ...props })).toThrow(`Waybill: ${message}`);
});

test.each([
  ['cdnPriceClass', { cdnPriceClass: PriceClass.PRICE_CLASS_100 }],
  ['cdnWebAclArn', { cdnWebAclArn: webAclArn }],
  ['cdnEndpoint', { cdnEndpoint: 'https://edge.example.com' }],
  ['cdnCookieDomain', { cdnCookieDomain: 'example.com' }],
])('refuses %s without `cdn`', (prop, props) => {
  expect(() => synthesize(props)).toThrow(`Waybill: ${prop}: expected cdn too, got`);
});

test('refuses a name without `cdn`, one of API or page, and a certificate of another Region', () => {
  const refusal = (change: (stack: Stack) => object) =>
    expect(() => synthesize((stack) => ({ ...withCdnDomain(stack), ...change(stack) })));
  refusal(() => ({ cdn: false })).toThrow(
    'Waybill: cdnDomainName: expected cdn too, got "media.example.com"',
  );
  refusal(() => ({ cdnCertificate: undefined })).toThrow(
    'Waybill: cdnDomainName: expected cdnCertificate too',
  );
  refusal((stack) => ({ cdnCertificate: existing.certificate(stack) })).toThrow(
    'Waybill: cdnCertificate: expected a certificate of us-east-1, for CloudFront, got "eu-west-1"',
  );
  refusal((stack) => ({
    domainName: 'media.example.com',
    certificate: existing.certificate(stack),
  })).toThrow('Waybill: cdnDomainName: expected another name than domainName and siteDomainName');
});

test('refuses Regions without what it needs', () => {
  expect(() => synthesize({ cdn: true }, {}, 'us-gov-west-1')).toThrow(
    'Waybill: cdn: expected false in us-gov-west-1',
  );
});

describe('the domain of cookies', () => {
  const both = (stack: Stack) => ({ ...withDomain(stack), ...withCdnDomain(stack) });
  const withCookies = (cdnCookieDomain: string, props: (stack: Stack) => object = both) =>
    resourcesOf(
      synthesize((stack) => ({
        ...props(stack),
        cdnCookieDomain,
        allowedOrigins: ['https://a.example.com'],
      })),
    );

  test('is what API and CDN are in; pages may then send and get cookies', () => {
    const resources = withCookies('example.com');
    const { Variables } = find(resources, 'AWS::Lambda::Function', 'Download').Properties['Environment'] as {
      Variables: { CDN: string };
    };
    expect(JSON.parse(Variables.CDN)).toMatchObject({ cookies: { domain: 'example.com' } });
    expect(find(resources, 'AWS::ApiGatewayV2::Api').Properties).toMatchObject({
      CorsConfiguration: { AllowCredentials: true },
    });
  });

  test.each([
    ['another domain', 'example.org', both, 'a domain that cdnDomainName is in, which is media.example.com'],
    [
      'the name of one of them',
      'media.example.com',
      both,
      'a domain that domainName is in, which is files.example.com',
    ],
    ['the end of a name', 'ample.com', both, 'a domain that cdnDomainName is in'],
    ['a whole top-level domain', 'com', both, 'a domain name such as example.com'],
    ['a dot in front', '.example.com', both, 'a domain name such as example.com'],
    ['a URL', 'https://example.com', both, 'a domain name such as example.com'],
    ['no name of the API', 'example.com', withCdnDomain, 'domainName too, a name in example.com'],
    [
      'no name of the CDN',
      'example.com',
      (stack: Stack) => ({ ...withDomain(stack), cdn: true }),
      'cdnDomainName too',
    ],
  ])('is refused: %s', (_name, domain, props, message) => {
    expect(() => withCookies(domain, props)).toThrow(`Waybill: cdnCookieDomain: expected ${message}`);
  });

  test('is the host itself where API and CDN have one, and missing otherwise', () => {
    const cookiesOf = (props: object) => {
      const { Properties } = find(
        resourcesOf(synthesize({ cdn: true, ...props })),
        'AWS::Lambda::Function',
        'Download',
      );
      const { Variables } = Properties['Environment'] as { Variables: { CDN: string } };
      return (JSON.parse(Variables.CDN) as { cookies?: object }).cookies;
    };
    const cdnEndpoint = 'http://127.0.0.1:4001';
    expect(cookiesOf({ cdnEndpoint, publicUrl: 'http://127.0.0.1:4000' })).toEqual({});
    expect(cookiesOf({ cdnEndpoint, publicUrl: 'http://localhost:4000' })).toBeUndefined();
    expect(cookiesOf({})).toBeUndefined();
  });
});
