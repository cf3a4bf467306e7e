import { isIPv4 } from 'node:net';

/** What a signature of CloudFront allows. Times count in whole seconds; fractions are cut off. */
export interface CdnPermission {
  /** URL with its query; in a custom policy `*` is any text and `?` any one character, in the query too. */
  readonly resource: string;
  /** Requests after it are refused; a download that has begun ends. */
  readonly until: Date;
  /** Requests before it are refused. @default none are */
  readonly from?: Date | undefined;
  /** IPv4 address of the viewer, or a block of them as `203.0.113.0/24`. CloudFront knows no IPv6 here. @default any */
  readonly sourceIp?: string | undefined;
}

/** The policy that a signature covers, as text. A canned one is not sent: CloudFront makes it from URL and expiry. */
export interface CdnPolicy {
  readonly kind: 'canned' | 'custom';
  readonly text: string;
}

/**
 * CloudFront developer guide, "Create a signed URL using a canned policy" and "... custom policy": JSON without white
 * space, the members in this order. A canned policy has a URL and an expiry; anything else needs a custom one, which
 * makes the URL longer.
 * @throws RangeError for times or an address that CloudFront would refuse
 */
export function policyFor({ resource, until, from, sourceIp }: CdnPermission): CdnPolicy {
  const end = epochSeconds('until', until);
  const start = from && epochSeconds('from', from);
  if (start !== undefined && start >= end)
    throw new RangeError(`from is ${String(start)}, expected a time before until (${String(end)})`);
  const isCustom = start !== undefined || sourceIp !== undefined || hasWildcard(resource);
  const statement = {
    Resource: resource,
    Condition: {
      DateLessThan: { 'AWS:EpochTime': end },
      ...(start !== undefined && { DateGreaterThan: { 'AWS:EpochTime': start } }),
      ...(sourceIp !== undefined && { IpAddress: { 'AWS:SourceIp': addressBlock(sourceIp) } }),
    },
  };
  return { kind: isCustom ? 'custom' : 'canned', text: JSON.stringify({ Statement: [statement] }) };
}

/** A `?` before any other begins the query, and matches itself. */
const hasWildcard = (resource: string): boolean => /\*|\?.*\?/.test(resource);

/** RFC 3339 dates end at 9999; CloudFront's times begin after 1970. */
const lastSecond = 253_402_300_799;

export function epochSeconds(name: string, date: Date): number {
  const seconds = Math.floor(date.getTime() / 1000);
  if (seconds > 0 && seconds <= lastSecond) return seconds;
  throw new RangeError(`${name} is ${String(date)}, expected a time from 1970 to 9999`);
}

/** CIDR notation (RFC 4632 section 3.1), which CloudFront needs for one address too. */
function addressBlock(given: string): string {
  const [address = '', bits = '32', ...more] = given.split('/');
  const isBlock = /^(3[0-2]|[12]?\d)$/.test(bits) && more.length === 0;
  if (isIPv4(address) && isBlock) return `${address}/${bits}`;
  throw new RangeError(`sourceIp is ${given}, expected an IPv4 address or block such as 203.0.113.0/24`);
}
