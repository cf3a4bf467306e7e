import { Token } from 'aws-cdk-lib';
import { PriceClass } from 'aws-cdk-lib/aws-cloudfront';
import { wrongProp } from '../checks/wrong-prop.js';
import type { WaybillProps } from '../props/waybill-props.js';
import * as check from './prop-checks.js';

/** Settings of the distribution in front of the bucket. */
export interface CdnSettings {
  readonly priceClass: PriceClass;
  readonly webAclArn: string | undefined;
  readonly accessLogs: boolean;
  /** Of the key pair that signs. */
  readonly keyGeneration: number;
  /** Base URL of an edge other than the distribution. */
  readonly endpoint: string | undefined;
}

/** AWS WAF developer guide, "How AWS WAF works with Amazon CloudFront features": global web ACLs are of us-east-1. */
const globalWebAcl = /^arn:aws:wafv2:us-east-1:\d{12}:global\/webacl\/[^/]+\/[^/]+$/;

/** `undefined`: reads are of S3. */
export function cdnSettingsOf(props: WaybillProps): CdnSettings | undefined {
  const { cdn = false, cdnPriceClass, cdnWebAclArn, cdnEndpoint, storageEndpoint } = props;
  const { cdnAccessLogs, cdnKeyGeneration } = props;
  if (!cdn) {
    const [[name, value] = []] = Object.entries({
      cdnPriceClass,
      cdnWebAclArn,
      cdnEndpoint,
      cdnKeyGeneration,
      cdnAccessLogs: cdnAccessLogs || undefined,
    }).filter(([, given]) => given !== undefined);
    if (name !== undefined) throw wrongProp(name, value, 'cdn too');
    return undefined;
  }
  if (storageEndpoint !== undefined && cdnEndpoint === undefined)
    throw wrongProp('cdn', true, 'no storageEndpoint: CloudFront signs its requests for S3 alone');
  if (cdnWebAclArn !== undefined && !Token.isUnresolved(cdnWebAclArn) && !globalWebAcl.test(cdnWebAclArn))
    throw wrongProp(
      'cdnWebAclArn',
      cdnWebAclArn,
      'the ARN of a web ACL for CloudFront: arn:aws:wafv2:us-east-1:111122223333:global/webacl/NAME/ID',
    );
  const priceClass = cdnPriceClass ?? PriceClass.PRICE_CLASS_ALL;
  check.oneOf('cdnPriceClass', priceClass, PriceClass);
  return {
    priceClass,
    webAclArn: cdnWebAclArn,
    accessLogs: cdnAccessLogs ?? false,
    keyGeneration: check.wholeNumber('cdnKeyGeneration', cdnKeyGeneration ?? 1),
    endpoint: cdnEndpoint === undefined ? undefined : check.baseUrl('cdnEndpoint', cdnEndpoint),
  };
}
