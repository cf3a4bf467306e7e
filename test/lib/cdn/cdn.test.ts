import { describe, expect, test } from '@jest/globals';
import { Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { PriceClass } from 'aws-cdk-lib/aws-cloudfront';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Waybill } from '../../../lib/index.js';
import { fileHeaders } from '../../../lib/cdn/file-headers.js';
import { readParameters } from '../../../lambda/core/read/read-parameter.js';
import { find, ofType, resourcesOf, synthesize, withKey } from '../synthesize.js';
import { withApp } from '../temporary-app.js';
import { existing, webAclArn, withCdnDomain } from '../updates/configurations.js';

interface Behavior {
  readonly TrustedKeyGroups: unknown;
  readonly ViewerProtocolPolicy: string;
  readonly ResponseHeadersPolicyId: string;
}
interface DistributionConfig {
  readonly DefaultCacheBehavior: Behavior;
  readonly CacheBehaviors: (Behavior & { readonly PathPattern: string })[];
}

const page = 'https://app.example.com';
const resources = resourcesOf(synthesize({ cdn: true, allowedOrigins: [page] }));
const distributionOf = (from = resources) =>
  find(from, 'AWS::CloudFront::Distribution', 'Cdn').Properties['DistributionConfig'] as DistributionConfig;

describe('a stack with a CDN', () => {
  const distribution = distributionOf();

  test('needs a signature on every path, and never answers without TLS', () => {
    const behaviors = [distribution.DefaultCacheBehavior, ...distribution.CacheBehaviors];
    expect(behaviors.map(({ ResponseHeadersPolicyId }) => ResponseHeadersPolicyId)).toEqual([
      ...['CdnHeaders', 'CdnHeaders', 'CdnSessionHeaders'],
    ]);
    for (const behavior of behaviors)
      expect(behavior).toMatchObject({
        TrustedKeyGroups: ['CdnKeyGroup'],
        ViewerProtocolPolicy: 'https-only',
      });
  });

  test('answers by HTTP/2 and 3, IPv4 and IPv6, everywhere, and compresses', () => {
    expect(distribution).toMatchObject({
      HttpVersion: 'http2and3',
      IPV6Enabled: true,
      PriceClass: 'PriceClass_All',
      CacheBehaviors: [
        { PathPattern: 'files/*', Compress: true, CachePolicyId: 'CdnCachePolicy' },
        { PathPattern: 'session/files/*' },
      ],
    });
    expect(distribution).not.toHaveProperty('Logging');
  });

  test('keeps versions for exactly a minute, one copy for all readers', () => {
    const { CachePolicyConfig } = find(resources, 'AWS::CloudFront::CachePolicy').Properties;
    expect(CachePolicyConfig).toMatchObject({
      MinTTL: 60,
      DefaultTTL: 60,
      MaxTTL: 60,
      ParametersInCacheKeyAndForwardedToOrigin: {
        CookiesConfig: { CookieBehavior: 'none' },
        HeadersConfig: { HeaderBehavior: 'none' },
        QueryStringsConfig: { QueryStringBehavior: 'whitelist', QueryStrings: [...readParameters] },
      },
    });
    expect(distribution).toMatchObject({
      CustomErrorResponses: [403, 404].map((code) => ({ ErrorCode: code, ErrorCachingMinTTL: 0 })),
    });
  });

  test('lets documents among the files do nothing, and pages of allowed origins read', () => {
    const { ResponseHeadersPolicyConfig } = find(
      resources,
      'AWS::CloudFront::ResponseHeadersPolicy',
      'CdnHeaders',
    ).Properties;
    expect(ResponseHeadersPolicyConfig).toMatchObject({
      CorsConfig: { AccessControlAllowOrigins: { Items: [page] }, OriginOverride: true },
      CustomHeadersConfig: {
        Items: [
          {
            Header: 'cross-origin-resource-policy',
            Value: fileHeaders['cross-origin-resource-policy'],
            Override: true,
          },
        ],
      },
      SecurityHeadersConfig: {
        ContentSecurityPolicy: {
          ContentSecurityPolicy: fileHeaders['content-security-policy'],
          Override: true,
        },
        ContentTypeOptions: { Override: true },
        FrameOptions: { FrameOption: fileHeaders['x-frame-options'], Override: true },
        ReferrerPolicy: { ReferrerPolicy: fileHeaders['referrer-policy'], Override: true },
        StrictTransportSecurity: { AccessControlMaxAgeSec: 63_072_000, IncludeSubdomains: true },
      },
    });
    expect(fileHeaders['strict-transport-security']).toBe('max-age=63072000; includeSubDomains');
    expect(fileHeaders['content-security-policy']).toMatch(/^sandbox; default-src 'none';/);
  });

  test('without allowed origins has no CORS rule', () => {
    const { ResponseHeadersPolicyConfig } = find(
      resourcesOf(synthesize({ cdn: true })),
      'AWS::CloudFront::ResponseHeadersPolicy',
      'CdnHeaders',
    ).Properties;
    expect(ResponseHeadersPolicyConfig).not.toHaveProperty('CorsConfig');
  });

  test('reads clean versions of files from the bucket, and nothing else', () => {
    const { Statement } = find(resources, 'AWS::S3::BucketPolicy', 'Bucket').Properties['PolicyDocument'] as {
      Statement: { Effect: string }[];
    };
    expect(Statement.filter(({ Effect }) => Effect === 'Allow')).toEqual([
      {
        Sid: 'CdnReadsClean',
        Effect: 'Allow',
        Principal: { Service: 'cloudfront.amazonaws.com' },
        Action: 's3:GetObjectVersion',
        Resource: 'arn:aws:s3:::Bucket/files/*',
        Condition: {
          StringEquals: {
            'aws:SourceArn': 'arn:aws:cloudfront::111122223333:distribution/CdnDistribution',
            's3:ExistingObjectTag/verdict': 'clean',
          },
        },
      },
    ]);
    expect(find(resources, 'AWS::CloudFront::OriginAccessControl').Properties).toMatchObject({
      OriginAccessControlConfig: { SigningBehavior: 'always', SigningProtocol: 'sigv4' },
    });
  });

  test('hands `download` where it signs for, and the name of its key', () => {
    const variables = (prefix: string) =>
      (
        find(resources, 'AWS::Lambda::Function', prefix).Properties['Environment'] as {
          Variables: { CDN?: string };
        }
      ).Variables;
    expect(JSON.parse(variables('Download').CDN ?? '')).toEqual({
      origin: 'https://CdnDistribution.DomainName',
      keyPairId: 'CdnPublicKey',
      privateKeyArn: 'CdnPrivateKey.Id',
    });
    expect(variables('Presign').CDN).toBeUndefined();
  });

  test('has its key pair made at deployment: none is in the template', () => {
    expect(JSON.stringify(resources)).not.toMatch(/BEGIN|PRIVATE KEY/);
    expect(find(resources, 'AWS::CloudFront::PublicKey').Properties).toMatchObject({
      PublicKeyConfig: { EncodedKey: 'CdnKeyPair.PublicKey' },
    });
    const [[, pair] = []] = ofType(resources, 'Custom::WaybillSigningKey');
    expect(pair).toMatchObject({
      Properties: { SecretArn: 'CdnPrivateKey.Id' },
      DependsOn: expect.arrayContaining([expect.stringMatching(/^WaybillSigningKeyRoleDefaultPolicy/)]),
    });
  });
});

describe('with its own settings', () => {
  const own = resourcesOf(
    synthesize((stack) => ({
      ...withCdnDomain(stack),
      hostedZone: existing.zone(stack),
      cdnPriceClass: PriceClass.PRICE_CLASS_100,
      cdnWebAclArn: webAclArn,
    })),
  );

  test('it has a name that speaks TLS 1.2 or newer, with records for IPv4 and IPv6', () => {
    expect(distributionOf(own)).toMatchObject({
      Aliases: ['media.example.com'],
      ViewerCertificate: { MinimumProtocolVersion: 'TLSv1.2_2021', SslSupportMethod: 'sni-only' },
    });
    const records = ofType(own, 'AWS::Route53::RecordSet').map(([, { Properties }]) => Properties);
    expect(records.map(({ Name, Type }) => [Name, Type])).toEqual([
      ['media.example.com.', 'A'],
      ['media.example.com.', 'AAAA'],
    ]);
    expect(JSON.stringify(find(own, 'AWS::Lambda::Function', 'Download'))).toContain(
      'https://media.example.com',
    );
  });

  test('and IPv4 alone where reads are bound to addresses, since a policy names no other', () => {
    expect(distributionOf()).toMatchObject({ IPV6Enabled: true });
    expect(distributionOf(resourcesOf(synthesize({ cdn: true, bindReads: true })))).toMatchObject({
      IPV6Enabled: false,
    });
  });

  test('and a price class and a firewall', () => {
    expect(distributionOf(own)).toMatchObject({ PriceClass: 'PriceClass_100', WebACLId: webAclArn });
  });

  test('it is where the page’s policy lets pictures come from', () => {
    const both = resourcesOf(synthesize({ cdn: true, site: true }));
    const policies = ofType(both, 'Custom::CDKBucketDeployment').map(([, one]) =>
      JSON.stringify(one.Properties),
    );
    const cdn = 'https://CdnDistribution.DomainName';
    const text = policies.join('');
    expect(text).toContain(`img-src 'self' blob: https://Bucket.RegionalDomainName ${cdn};`);
    expect(text).toContain(`media-src blob: https://Bucket.RegionalDomainName ${cdn};`);
    expect(find(both, 'AWS::CloudFront::ResponseHeadersPolicy', 'CdnHeaders').Properties).toMatchObject({
      ResponseHeadersPolicyConfig: {
        CorsConfig: { AccessControlAllowOrigins: { Items: ['https://SiteDistribution.DomainName'] } },
      },
    });
  });
});

describe('with a key of one’s own', () => {
  test('that is in the app, CloudFront may decrypt with it', () => {
    const [[, key] = []] = ofType(
      resourcesOf(synthesize((stack) => ({ cdn: true, encryptionKey: new Key(stack, 'Key') }))),
      'AWS::KMS::Key',
    );
    expect(JSON.stringify(key?.Properties['KeyPolicy'])).toContain(
      JSON.stringify({
        Action: 'kms:Decrypt',
        Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:cloudfront::111122223333:distribution/*' } },
        Effect: 'Allow',
        Principal: { Service: 'cloudfront.amazonaws.com' },
        Resource: '*',
        Sid: 'CdnDecrypts',
      }),
    );
  });

  test('that is imported, synth says that its policy has to', () => {
    withApp((app) => {
      const stack = new Stack(app, 'Test');
      new Waybill(stack, 'Waybill', { cdn: true, ...withKey(stack) });
      Annotations.fromStack(stack).hasWarning('*', Match.stringLikeRegexp('docs/cdn.md'));
    });
  });
});
