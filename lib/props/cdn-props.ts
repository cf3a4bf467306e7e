import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { PriceClass } from 'aws-cdk-lib/aws-cloudfront';

/** Reads through CloudFront, near the reader. */
export interface CdnProps {
  /**
   * Signs reads for a CloudFront distribution in front of the bucket, instead of for S3. Clients notice nothing but
   * another host in the URL. Turning it on or off replaces neither bucket nor table.
   * @default false
   * @throws at synth with `storageEndpoint`, unless `cdnEndpoint` is set too, and in Regions without CloudFront
   */
  readonly cdn?: boolean;

  /**
   * Domain name of the distribution, such as `media.example.com`. `hostedZone`, if there is one, gets its records.
   * @default - CloudFront's own name, which also serves clients that speak TLS 1.0
   * @throws at synth if it is no domain name, is that of API or page, or without `cdn` and `cdnCertificate`
   */
  readonly cdnDomainName?: string;

  /**
   * Certificate for `cdnDomainName`, of us-east-1, where CloudFront looks for it.
   * @default - none; `cdnDomainName` needs one
   */
  readonly cdnCertificate?: ICertificate;

  /**
   * Domain that `domainName` and `cdnDomainName` are in, such as `example.com`: cookies of `POST /cdn/session` are for it,
   * so that browsers send them to the distribution. They are also sent to its other hosts, below `/session/`.
   * @default - browsers get no cookies; the answer has them for other clients
   * @throws at synth if one of the two names is missing or not in it, or without `cdn`
   */
  readonly cdnCookieDomain?: string;

  /**
   * In which parts of the world CloudFront answers; fewer cost less.
   * @default PriceClass.PRICE_CLASS_ALL
   * @throws at synth if it is not a `PriceClass`, or without `cdn`
   */
  readonly cdnPriceClass?: PriceClass;

  /**
   * ARN of a web ACL of AWS WAF with the scope CLOUDFRONT, which is of us-east-1.
   * @default - no firewall
   * @throws at synth if it is the ARN of something else, or without `cdn`
   */
  readonly cdnWebAclArn?: string;
}
