import { isIP } from 'node:net';
import { isLoopbackAddress, isPublicAddress } from './public-address.js';

const maxLength = 2048;

/** The address in a URL's host, without the brackets of IPv6; undefined where the host is a name. */
export function literalAddress({ hostname }: URL): string | undefined {
  const bare = hostname.replace(/^\[(.*)\]$/, '$1');
  return isIP(bare) ? bare : undefined;
}

/**
 * Why nothing may be sent to a URL, as far as the URL itself tells; its name has to be looked up as well, each time.
 * The URL is read as browsers do (WHATWG URL Standard, "Host parsing"): decimal, octal, hexadecimal and short forms,
 * full-width digits and final full stops are all the same address.
 * @returns undefined where it tells nothing against it
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
  return isPublicName(url.hostname) ? undefined : 'its host has no public name';
}

/** RFC 6761 and RFC 6762 name what never is; a public name has a dot in it. */
function isPublicName(hostname: string): boolean {
  const name = hostname.replace(/\.$/, '');
  return name.includes('.') && !/\.(localhost|local|internal|home\.arpa|test|invalid|onion)$/.test(name);
}
