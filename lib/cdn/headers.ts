import { Duration } from 'aws-cdk-lib';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';
import { cloudFrontName } from '../names/unique-name.js';
import { exposedHeaders } from '../storage/exposed-headers.js';
import { fileHeaders } from './file-headers.js';

/**
 * The headers of every response, whatever S3 sends.
 * @param byCookies scripts may send the browser's cookies. @default by signed URLs
 */
export const makeHeaders = (
  scope: Construct,
  allowedOrigins: readonly string[],
  byCookies = false,
): cloudfront.ResponseHeadersPolicy =>
  new cloudfront.ResponseHeadersPolicy(scope, 'Headers', {
    responseHeadersPolicyName: cloudFrontName(scope),
    comment: byCookies ? 'Files of strangers, by cookies' : 'Files of strangers',
    securityHeadersBehavior: {
      strictTransportSecurity: {
        accessControlMaxAge: Duration.days(730),
        includeSubdomains: true,
        override: true,
      },
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: cloudfront.HeadersFrameOption.DENY, override: true },
      referrerPolicy: { referrerPolicy: cloudfront.HeadersReferrerPolicy.NO_REFERRER, override: true },
      contentSecurityPolicy: {
        contentSecurityPolicy: fileHeaders['content-security-policy'],
        override: true,
      },
    },
    customHeadersBehavior: {
      customHeaders: [
        {
          header: 'cross-origin-resource-policy',
          value: fileHeaders['cross-origin-resource-policy'],
          override: true,
        },
      ],
    },
    ...(allowedOrigins.length > 0 && {
      corsBehavior: {
        accessControlAllowOrigins: [...allowedOrigins],
        accessControlAllowMethods: ['GET', 'HEAD'],
        accessControlAllowHeaders: ['range'],
        accessControlExposeHeaders: [...exposedHeaders],
        accessControlAllowCredentials: byCookies,
        accessControlMaxAge: Duration.hours(1),
        originOverride: true,
      },
    }),
  });
