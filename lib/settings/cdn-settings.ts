import { Token } from 'aws-cdk-lib';
import { PriceClass } from 'aws-cdk-lib/aws-cloudfront';
import { wrongProp } from '../checks/wrong-prop.js';
import type { WaybillProps } from '../props/waybill-props.js';
import type { CookieScope } from '../../lambda/core/settings/environment.js';
import { isDomainName, isInDomain } from './domain-settings.js';
import * as check from './prop-checks.js';

/** Settings of the distribution in front of the bucket. */
export interface CdnSettings {
  readonly priceClass: PriceClass;
  readonly webAclArn: string | undefined;
  /** Base URL of an edge other than the distribution. */
  readonly endpoint: string | undefined;
  /** Where a browser keeps cookies of the API for the distribution. */
  readonly cookies: CookieScope | undefined;
}

/** AWS WAF developer guide, "How AWS WAF works with Amazon CloudFront features": global web ACLs are of us-east-1. */
const globalWebAcl = /^arn:aws:wafv2:us-east-1:\d{12}:global\/webacl\/[^/]+\/[^/]+$/;

/** `undefined`: reads are of S3. */
export function cdnSettingsOf(props: WaybillProps): CdnSettings | undefined {
  const { cdn = false, cdnPriceClass, cdnWebAclArn, cdnEndpoint, cdnCookieDomain, storageEndpoint } = props;
  if (!cdn) {
    const [[name, value] = []] = Object.entries({
      cdnPriceClass,
      cdnWebAclArn,
      cdnEndpoint,
      cdnCookieDomain,
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
    endpoint: cdnEndpoint === undefined ? undefined : check.baseUrl('cdnEndpoint', cdnEndpoint),
    cookies: cookieScopeOf(props),
  };
}

/**
 * RFC 6265 section 5.3: a browser refuses a cookie for a domain that its sender is not in, so API and distribution need
 * a common one. Whether it is a public suffix, which browsers refuse too, only their list says.
 */
function cookieScopeOf(props: WaybillProps): CookieScope | undefined {
  const { cdnCookieDomain: domain, cdnEndpoint, cdnDomainName, publicUrl, domainName } = props;
  const api = hostOf(publicUrl) ?? domainName;
  const cdn = hostOf(cdnEndpoint) ?? cdnDomainName;
  if (domain === undefined) return cdn !== undefined && cdn === api ? {} : undefined;
  if (Token.isUnresolved(domain)) return { domain };
  if (!isDomainName(domain))
    throw wrongProp(
      'cdnCookieDomain',
      domain,
      'a domain name such as example.com: lower case, no scheme, no dot in front',
    );
  for (const [prop, host] of Object.entries({ cdnDomainName: cdn, domainName: api })) {
    if (host === undefined) throw wrongProp('cdnCookieDomain', domain, `${prop} too, a name in ${domain}`);
    if (!Token.isUnresolved(host) && !isInDomain(host, domain))
      throw wrongProp('cdnCookieDomain', domain, `a domain that ${prop} is in, which is ${host}`);
  }
  return { domain };
}

/** Whether the page is of the same site as the distribution, as `SameSite` needs. */
export const isOfCookieDomain = ({
  cdn,
  siteDomain,
}: {
  readonly cdn: CdnSettings | undefined;
  readonly siteDomain: { readonly name: string } | undefined;
}): boolean => {
  const domain = cdn?.cookies?.domain;
  return domain !== undefined && siteDomain !== undefined && isInDomain(siteDomain.name, domain);
};

const hostOf = (url: string | undefined): string | undefined =>
  url === undefined || !URL.canParse(url) ? undefined : new URL(url).hostname;
