import { Token } from 'aws-cdk-lib';
import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { IHostedZone } from 'aws-cdk-lib/aws-route53';
import { wrongProp } from '../checks/wrong-prop.js';
import { regionOf, type Domain } from '../names/domain.js';
import type { WaybillProps } from '../props/waybill-props.js';

export interface Domains {
  readonly apiDomain: Domain | undefined;
  readonly siteDomain: Domain | undefined;
  readonly cdnDomain: Domain | undefined;
}

/** CloudFront developer guide, "Requirements for using SSL/TLS certificates with CloudFront". */
const cloudFrontRegion = 'us-east-1';

export function domainsOf(props: WaybillProps): Domains {
  const { domainName, certificate, siteDomainName, siteCertificate, hostedZone, site = false } = props;
  const { cdnDomainName, cdnCertificate, cdn = false } = props;
  const apiDomain = domainOf({ domainName }, { certificate }, hostedZone);
  const siteDomain = domainOf({ siteDomainName }, { siteCertificate }, hostedZone);
  const cdnDomain = domainOf({ cdnDomainName }, { cdnCertificate }, hostedZone);
  if (siteDomain && !site) throw wrongProp('siteDomainName', siteDomain.name, 'site too');
  if (cdnDomain && !cdn) throw wrongProp('cdnDomainName', cdnDomain.name, 'cdn too');
  for (const [prop, domain] of Object.entries({ siteCertificate: siteDomain, cdnCertificate: cdnDomain })) {
    const region = domain && regionOf(domain.certificate);
    if (region !== undefined && region !== cloudFrontRegion)
      throw wrongProp(prop, region, `a certificate of ${cloudFrontRegion}, for CloudFront`);
  }
  if (hostedZone && !apiDomain && !siteDomain && !cdnDomain)
    throw wrongProp('hostedZone', hostedZone.zoneName, 'domainName, siteDomainName or cdnDomainName too');
  if (apiDomain && apiDomain.name === siteDomain?.name)
    throw wrongProp('siteDomainName', siteDomain.name, 'another name than domainName');
  // A file that a browser shows must not have the origin of page or API.
  if (cdnDomain && [apiDomain?.name, siteDomain?.name].includes(cdnDomain.name))
    throw wrongProp('cdnDomainName', cdnDomain.name, 'another name than domainName and siteDomainName');
  return { apiDomain, siteDomain, cdnDomain };
}

function domainOf(
  name: Readonly<Record<string, string | undefined>>,
  certificate: Readonly<Record<string, ICertificate | undefined>>,
  zone: IHostedZone | undefined,
): Domain | undefined {
  const [[nameProp = '', given] = []] = Object.entries(name);
  const [[certificateProp = '', proof] = []] = Object.entries(certificate);
  if (given === undefined) {
    if (proof) throw wrongProp(certificateProp, proof.certificateArn, `${nameProp} too`);
    return undefined;
  }
  if (!proof) throw wrongProp(nameProp, given, `${certificateProp} too`);
  if (!Token.isUnresolved(given)) {
    if (!isDomainName(given))
      throw wrongProp(
        nameProp,
        given,
        'a domain name such as files.example.com: lower case, no scheme, no wildcard',
      );
    if (zone && !Token.isUnresolved(zone.zoneName) && !isInDomain(given, zone.zoneName))
      throw wrongProp(nameProp, given, `a name in the hosted zone ${zone.zoneName}`);
  }
  return { name: given, certificate: proof, zone };
}

/** RFC 1123 section 2.1: letters, digits and hyphens, labels of at most 63, all of at most 253. */
export const isDomainName = (name: string): boolean =>
  name.length <= 253 && /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/.test(name);

export function isInDomain(name: string, zone: string): boolean {
  const bare = zone.replace(/\.$/, '');
  return name === bare || name.endsWith(`.${bare}`);
}
