import { BlockList, isIPv4, isIPv6 } from 'node:net';

/**
 * Addresses that are not public. IANA IPv4 Special-Purpose Address Registry (RFC 6890), multicast (RFC 5771) and the
 * old class E; 169.254.0.0/16 has the metadata services of AWS.
 */
const privateIPv4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const;

/**
 * Only global unicast is public in IPv6 (RFC 4291 section 2.4). This excludes loopback, link-local, unique local (AWS's
 * metadata and DNS at fd00:ec2::), multicast, IPv4-mapped, and both NAT64 prefixes (RFC 6052, RFC 8215).
 */
const globalIPv6 = ['2000::', 3] as const;

/** Exceptions within it: IETF protocols with Teredo, documentation, 6to4 (it contains any IPv4 address), AS112. */
const privateIPv6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['2620:4f:8000::', 48],
  ['3fff::', 20],
] as const;

const refused = new BlockList();
for (const [net, prefix] of privateIPv4) refused.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of privateIPv6) refused.addSubnet(net, prefix, 'ipv6');
const global = new BlockList();
global.addSubnet(...globalIPv6, 'ipv6');
const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Whether an address from a resolver is public. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !refused.check(address, 'ipv4');
  // A zone (RFC 4007) is a link of this machine.
  if (!isIPv6(address) || address.includes('%')) return false;
  return global.check(address, 'ipv6') && !refused.check(address, 'ipv6');
}

export function isLoopbackAddress(address: string): boolean {
  if (isIPv4(address)) return loopback.check(address, 'ipv4');
  return isIPv6(address) && loopback.check(address, 'ipv6');
}
