import { isIP } from 'node:net';
import { isLoopbackAddress, isPublicAddress } from './public-address.js';

const maxLength = 2048;

/** The address in a URL's host, without the brackets of IPv6; undefined for a name. */
export function literalAddress({ hostname }: URL): string | undefined {
  const bare = hostname.replace(/^\[(.*)\]$/, '$1');
  return isIP(bare) ? bare : undefined;
}

/**
 * Why a URL is not allowed, from the URL alone; its host must also be resolved and checked for each delivery. The URL
 * is parsed as browsers do (WHATWG URL Standard, "Host parsing"): decimal, octal, hexadecimal and short forms,
 * full-width digits and trailing full stops are the same address.
 * @returns undefined if it is allowed
 */
export function wrongWithUrl(text: string, allowLoopback = false): string | undefined {
  if (text.length > maxLength) return `it is longer than ${maxLength} characters`;
  if (!URL.canParse(text)) return 'it is no absolute URL';
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return 'it holds a user name or password';
  if (url.hash !== '') return 'it has a fragment';
  const address = literalAddress(url);
  const isHere = address ? isLoopbackAddress(address) : url.hostname === 'localhost';
  if (allowLoopback && isHere && url.protocol === 'http:') return undefined;
  if (url.protocol !== 'https:') return 'only https is sent to';
  if (address) return isPublicAddress(address) ? undefined : 'its address is not on the public internet';
  if (!isPublicName(url.hostname)) return 'its host has no public name';
  return isHostName(url.hostname) ? undefined : 'its host is not a name that DNS can look up';
}

/**
 * A URL of `wrongWithUrl` as a URI (RFC 3986): unchanged if it is one, otherwise with its host in Punycode and other
 * characters percent-encoded. A request to it is the same.
 */
export function uriOf(text: string): string {
  if (uri.test(text)) return text;
  const url = new URL(text);
  const path = encoded(url.pathname, /[^\w.~!$&'()*+,;=:@/%-]/gu);
  return `${url.protocol}//${url.host}${path}${encoded(url.search, /[^\w.~!$&'()*+,;=:@/?%-]/gu)}`;
}

/** RFC 3986 appendix A: of URLs without user name and fragment. */
const uri =
  /^https?:\/\/(\[[\da-f:.]+\]|[\w.~-]+)(:\d*)?(\/([\w.~!$&'()*+,;=:@/-]|%[\da-f]{2})*)?(\?([\w.~!$&'()*+,;=:@/?-]|%[\da-f]{2})*)?$/i;

const encoded = (text: string, others: RegExp): string =>
  text.replace(/%(?![\da-f]{2})/gi, '%25').replace(others, encodeURIComponent);

/** RFC 6761 and RFC 6762 reserve these names; a public name contains a dot. */
function isPublicName(hostname: string): boolean {
  const name = hostname.replace(/\.$/, '');
  return name.includes('.') && !/\.(localhost|local|internal|home\.arpa|test|invalid|onion)$/.test(name);
}

/** RFC 1123 section 2.1, and the underscore that DNS allows (RFC 2181 section 11). */
function isHostName(hostname: string): boolean {
  const name = hostname.replace(/\.$/, '');
  return name.length <= 253 && name.split('.').every((label) => /^[\w-]{1,63}$/.test(label));
}
