import { expect, test } from '@jest/globals';
import { sessionFunctionCode } from '../../../lib/cdn/session-function.js';
import { find, resourcesOf, synthesize } from '../synthesize.js';

const page = 'https://app.example.com';

test('a stack with a CDN maps reads by cookies to keys, with headers that no viewer chooses', () => {
  const resources = resourcesOf(synthesize({ cdn: true, allowedOrigins: [page] }));
  const { DistributionConfig } = find(resources, 'AWS::CloudFront::Distribution', 'Cdn').Properties;
  expect((DistributionConfig as { CacheBehaviors: unknown[] }).CacheBehaviors[1]).toEqual({
    PathPattern: 'session/files/*',
    TargetOriginId: expect.anything(),
    TrustedKeyGroups: ['CdnKeyGroup'],
    ViewerProtocolPolicy: 'https-only',
    CachePolicyId: 'CdnCachePolicy',
    ResponseHeadersPolicyId: 'CdnSessionHeaders',
    Compress: true,
    FunctionAssociations: [{ EventType: 'viewer-request', FunctionARN: 'CdnSessionFunction.FunctionARN' }],
  });
  expect(find(resources, 'AWS::CloudFront::Function', 'Cdn').Properties).toMatchObject({
    AutoPublish: true,
    FunctionCode: sessionFunctionCode,
  });
  expect(find(resources, 'AWS::CloudFront::ResponseHeadersPolicy', 'CdnSession').Properties).toMatchObject({
    ResponseHeadersPolicyConfig: {
      CorsConfig: { AccessControlAllowCredentials: true, AccessControlAllowOrigins: { Items: [page] } },
    },
  });
});
