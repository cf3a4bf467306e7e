import { Duration, Validations } from 'aws-cdk-lib';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { filesPrefix } from '../../lambda/core/file/object-key.js';
import { readParameters } from '../../lambda/core/read/read-parameter.js';
import { cloudFrontName } from '../names/unique-name.js';
import type { CdnSettings } from '../settings/cdn-settings.js';
import type { Settings } from '../settings/settings.js';
import { edgeSeconds } from './file-headers.js';
import { makeHeaders } from './headers.js';
import { sessionFunctionCode, sessionPattern } from './session-function.js';

const ttl = Duration.seconds(edgeSeconds);

/** Errors that S3 may stop to give at any time: a tag, or a right, has come. The default would be 10 seconds. */
const errors = [403, 404].map((httpStatus) => ({ httpStatus, ttl: Duration.seconds(0) }));

/** The distribution in front of the files; every behavior needs a signature. */
export function makeDistribution(
  scope: Construct,
  bucket: Bucket,
  keyGroup: cloudfront.IKeyGroup,
  { cdn, cdnDomain: domain, allowedOrigins, policy }: Settings & { readonly cdn: CdnSettings },
): cloudfront.Distribution {
  const access = new cloudfront.S3OriginAccessControl(scope, 'AccessControl', {
    originAccessControlName: cloudFrontName(scope),
  });
  const common = {
    // The statement of the bucket's policy is in origin-access.ts.
    origin: S3BucketOrigin.withBucketDefaults(bucket, {
      originAccessControlId: access.originAccessControlId,
    }),
    trustedKeyGroups: [keyGroup],
    // No redirect: a signature must not travel without TLS.
    viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.HTTPS_ONLY,
    responseHeadersPolicy: makeHeaders(scope, allowedOrigins),
  };
  const cachePolicy = makeCachePolicy(scope);
  const distribution = new cloudfront.Distribution(scope, 'Distribution', {
    comment: 'Signed reads of Waybill',
    httpVersion: cloudfront.HttpVersion.HTTP2_AND_3,
    // A policy can name IPv4 addresses only: a viewer who came by IPv6 would be refused (developer guide, "Create a
    // policy statement for a signed URL that uses a custom policy").
    enableIpv6: !policy.bindReads,
    priceClass: cdn.priceClass,
    ...(cdn.webAclArn !== undefined && { webAclId: cdn.webAclArn }),
    // Without a certificate CloudFront ignores the version and uses its own (developer guide, "ViewerCertificate").
    ...(domain && {
      domainNames: [domain.name],
      certificate: domain.certificate,
      minimumProtocolVersion: cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
    }),
    errorResponses: errors,
    defaultBehavior: { ...common, cachePolicy: cloudfront.CachePolicy.CACHING_DISABLED },
    additionalBehaviors: {
      [`${filesPrefix}*`]: {
        ...common,
        compress: true,
        cachePolicy,
        // A browser's preflight has no other way to S3. What S3 answers to one origin, `headers.ts` overrides for others.
        allowedMethods: cloudfront.AllowedMethods.ALLOW_GET_HEAD_OPTIONS,
        originRequestPolicy: cloudfront.OriginRequestPolicy.CORS_S3_ORIGIN,
      },
      // A preflight has no cookies, so none can be answered.
      [sessionPattern]: { ...common, ...makeSessionParts(scope, allowedOrigins), cachePolicy },
    },
  });
  acknowledge(distribution, cdn, domain !== undefined);
  return distribution;
}

/** What reads by cookies have besides: see session-function.ts. */
function makeSessionParts(parent: Construct, allowedOrigins: readonly string[]) {
  const scope = new Construct(parent, 'Session');
  const handler = new cloudfront.Function(scope, 'Function', {
    functionName: cloudFrontName(scope),
    comment: 'Maps reads by cookies to keys',
    runtime: cloudfront.FunctionRuntime.JS_2_0,
    code: cloudfront.FunctionCode.fromInline(sessionFunctionCode),
  });
  return {
    responseHeadersPolicy: makeHeaders(scope, allowedOrigins, true),
    functionAssociations: [{ function: handler, eventType: cloudfront.FunctionEventType.VIEWER_REQUEST }],
  };
}

/**
 * One copy for all readers: CloudFront removes the parameters of the signature. A minimum TTL also overrides `private`,
 * which is for the browser (developer guide, "Manage how long content stays in the cache").
 */
const makeCachePolicy = (scope: Construct): cloudfront.CachePolicy =>
  new cloudfront.CachePolicy(scope, 'CachePolicy', {
    cachePolicyName: cloudFrontName(scope),
    comment: 'Versions of files, for a minute',
    minTtl: ttl,
    defaultTtl: ttl,
    maxTtl: ttl,
    queryStringBehavior: cloudfront.CacheQueryStringBehavior.allowList(...readParameters),
    enableAcceptEncodingGzip: true,
    enableAcceptEncodingBrotli: true,
  });

function acknowledge(
  distribution: cloudfront.Distribution,
  { webAclArn }: CdnSettings,
  hasDomain: boolean,
): void {
  Validations.of(distribution).acknowledge(
    { id: 'AwsSolutions-CFR1', reason: 'Who may use it, and from where, is for its owner to say.' },
    {
      id: 'AwsSolutions-CFR3',
      reason: 'Access logs hold queries, and with them signatures: no signed URL is ever logged.',
    },
    ...(webAclArn === undefined
      ? [
          {
            id: 'AwsSolutions-CFR2',
            reason:
              'Every request needs a signature, which CloudFront verifies first: cdnWebAclArn is its owner’s choice.',
          },
        ]
      : []),
    ...(hasDomain
      ? []
      : [
          {
            id: 'AwsSolutions-CFR4',
            reason:
              'Under CloudFront’s own domain it is CloudFront that sets the least TLS version: give it cdnDomainName.',
          },
        ]),
  );
}
