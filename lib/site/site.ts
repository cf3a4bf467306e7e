import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { assetsPrefix, fixedHeaders } from './page-headers.js';
import { policyFunctionCode } from './policy-function.js';
import { addAliasRecords } from '../names/alias-records.js';
import type { Domain } from '../names/domain.js';
import { uniqueName } from '../names/unique-name.js';

/** The page's hosting: a private bucket behind CloudFront. `deployPage` fills it, once all addresses are known. */
export class Site extends Construct {
  readonly bucket: s3.Bucket;
  readonly distribution: cloudfront.Distribution;
  /** Its origin, as in `Origin` headers. */
  readonly url: string;

  /** @param domain the page's own name. @default CloudFront's, which CloudFront serves by TLS 1.0 too */
  constructor(scope: Construct, id: string, domain?: Domain) {
    super(scope, id);
    this.bucket = makeSiteBucket(this);
    this.distribution = makeDistribution(this, this.bucket, domain);
    this.url = `https://${domain?.name ?? this.distribution.domainName}`;
    if (domain?.zone) addAliasRecords(this, domain.zone, domain.name, this.distribution);
  }
}

function makeSiteBucket(scope: Construct): s3.Bucket {
  const bucket = new s3.Bucket(scope, 'Bucket', {
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
    objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
    encryption: s3.BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    // Every deployment writes its content again. CloudFormation deletes empty buckets only, and the copier keeps what it
    // copied as long as the bucket has its tags (aws/aws-cdk#33397).
    removalPolicy: RemovalPolicy.DESTROY,
    autoDeleteObjects: true,
  });
  Validations.of(bucket).acknowledge({
    id: 'AwsSolutions-S1',
    reason: 'It holds the page alone, which is the same for everybody; only CloudFront reads it.',
  });
  return bucket;
}

function makeDistribution(scope: Construct, bucket: s3.Bucket, domain?: Domain): cloudfront.Distribution {
  const policy = new cloudfront.Function(scope, 'Policy', {
    functionName: uniqueName(scope),
    comment: 'Gives the document its content security policy',
    runtime: cloudfront.FunctionRuntime.JS_2_0,
    code: cloudfront.FunctionCode.fromInline(policyFunctionCode),
  });
  const common = {
    origin: S3BucketOrigin.withOriginAccessControl(bucket, { originAccessControl: accessControl(scope) }),
    viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
    responseHeadersPolicy: headersPolicy(scope),
  };
  const distribution = new cloudfront.Distribution(scope, 'Distribution', {
    comment: 'The page of Waybill',
    defaultRootObject: 'index.html',
    httpVersion: cloudfront.HttpVersion.HTTP2_AND_3,
    // Without a certificate CloudFront ignores the version and uses its own (developer guide, "ViewerCertificate").
    ...(domain && {
      domainNames: [domain.name],
      certificate: domain.certificate,
      minimumProtocolVersion: cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
    }),
    // The documents are revalidated each time, so that a deployment is visible at once without an invalidation.
    defaultBehavior: {
      ...common,
      cachePolicy: cloudfront.CachePolicy.CACHING_DISABLED,
      functionAssociations: [{ function: policy, eventType: cloudfront.FunctionEventType.VIEWER_RESPONSE }],
    },
    additionalBehaviors: {
      [`${assetsPrefix}*`]: { ...common, cachePolicy: cloudfront.CachePolicy.CACHING_OPTIMIZED },
    },
  });
  Validations.of(distribution).acknowledge(
    { id: 'AwsSolutions-CFR1', reason: 'Who may use it, and from where, is for its owner to say.' },
    {
      id: 'AwsSolutions-CFR2',
      reason:
        'It serves a few static files from a cache and accepts no input; a firewall is its owner’s choice.',
    },
    {
      id: 'AwsSolutions-CFR3',
      reason: 'Visits of the page are private; the API has its own access logs.',
    },
  );
  if (!domain) {
    Validations.of(distribution).acknowledge({
      id: 'AwsSolutions-CFR4',
      reason:
        'Under CloudFront’s own domain it is CloudFront that sets the least TLS version: give the page a name.',
    });
  }
  return distribution;
}

/** CloudFront's names are one namespace an account, over all regions. */
const accessControl = (scope: Construct): cloudfront.S3OriginAccessControl =>
  new cloudfront.S3OriginAccessControl(scope, 'AccessControl', {
    originAccessControlName: uniqueName(scope),
  });

const policyOwn = new Set([
  'strict-transport-security',
  'x-content-type-options',
  'x-frame-options',
  'referrer-policy',
]);

/** The page's fixed headers: some have their own field here, the others are custom headers. */
function headersPolicy(scope: Construct): cloudfront.ResponseHeadersPolicy {
  const [, maxAge = '0'] = /max-age=(\d+)/.exec(fixedHeaders['strict-transport-security']) ?? [];
  const others = Object.entries(fixedHeaders).filter(([name]) => !policyOwn.has(name));
  return new cloudfront.ResponseHeadersPolicy(scope, 'Headers', {
    responseHeadersPolicyName: uniqueName(scope),
    securityHeadersBehavior: {
      strictTransportSecurity: {
        accessControlMaxAge: Duration.seconds(Number(maxAge)),
        includeSubdomains: true,
        override: true,
      },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: cloudfront.HeadersFrameOption.DENY, override: true },
      referrerPolicy: { referrerPolicy: cloudfront.HeadersReferrerPolicy.NO_REFERRER, override: true },
    },
    customHeadersBehavior: {
      customHeaders: others.map(([header, value]) => ({ header, value, override: true })),
    },
  });
}
