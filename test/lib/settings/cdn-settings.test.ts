import { expect, test } from '@jest/globals';
import type { Stack } from 'aws-cdk-lib';
import { PriceClass } from 'aws-cdk-lib/aws-cloudfront';
import { synthesize } from '../synthesize.js';
import { existing, webAclArn, withCdnDomain } from '../updates/configurations.js';

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
  ['no generation of keys', { cdnKeyGeneration: 0 }, 'cdnKeyGeneration: expected a whole number, 1 or more'],
  ['half of one', { cdnKeyGeneration: 1.5 }, 'cdnKeyGeneration: expected a whole number, 1 or more'],
  ['an endpoint without TLS', { cdnEndpoint: 'http://edge.example.com' }, 'cdnEndpoint: expected'],
])('refuses %s', (_name, props, message) => {
  expect(() => synthesize({ cdn: true, ...props })).toThrow(`Waybill: ${message}`);
});

test.each([
  ['cdnPriceClass', { cdnPriceClass: PriceClass.PRICE_CLASS_100 }],
  ['cdnWebAclArn', { cdnWebAclArn: webAclArn }],
  ['cdnKeyGeneration', { cdnKeyGeneration: 2 }],
  ['cdnEndpoint', { cdnEndpoint: 'https://edge.example.com' }],
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
