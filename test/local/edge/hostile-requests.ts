import { sign } from 'node:crypto';
import { signCdnCookies } from '../../../lambda/aws/signing/cdn/signed-cookies.js';
import { urlSafe } from '../../../lambda/aws/signing/cdn/signature.js';
import { signCdnUrl } from '../../../lambda/aws/signing/cdn/signed-url.js';
import {
  alice,
  inMinutes,
  key,
  keyPairId,
  now,
  privateKey,
  stranger,
  until,
  type EdgeRequest,
} from './edge-request.js';

const query = { versionId: 'L4kq', 'response-content-type': 'image/png' };

/** Requests that an edge at this origin has to allow, and those that it has to refuse. */
export function requestsTo(origin: string) {
  const pathOf = (url: string) => url.slice(origin.length);
  const signed = (restrictions: object = {}, object: object = {}, by = key) =>
    pathOf(signCdnUrl({ origin, key: alice, query, ...object }, { until, ...restrictions }, by));
  const url = signed();
  const custom = signed({ from: inMinutes(-1) });
  const changed = (from: string, search: string | RegExp, value: string): EdgeRequest => {
    const path = from.replace(search, value);
    if (path === from) throw new Error(`${String(search)} is not in ${from}`);
    return { path };
  };
  const plain = `/${alice}?versionId=L4kq`;
  const cookies = (resource: string) => signCdnCookies({ resource: `${origin}/${resource}`, until }, key);
  /** A signature that is right, of a policy that is not CloudFront's. */
  const withPolicy = (policy: unknown): EdgeRequest => {
    const text = typeof policy === 'string' ? policy : JSON.stringify(policy);
    const signature = urlSafe(sign('sha256', Buffer.from(text), privateKey));
    const encoded = urlSafe(Buffer.from(text));
    return {
      path: `${plain}&Policy=${encoded}&Signature=${signature}&Key-Pair-Id=${keyPairId}&Hash-Algorithm=SHA256`,
    };
  };
  const statement = (condition: object, resource = `${origin}/*`) => ({
    Resource: resource,
    Condition: condition,
  });
  const ends = { DateLessThan: { 'AWS:EpochTime': until.getTime() / 1000 } };
  const policyOf = (restrictions: object) => /Policy=([^&]+)/.exec(signed(restrictions))?.[1] ?? '';

  const allowed: Readonly<Record<string, EdgeRequest>> = {
    'a URL': { path: url },
    'a URL with a window': { path: custom },
    'a URL for this address': { path: signed({ sourceIp: '127.0.0.1' }) },
    'a URL for a block of addresses': { path: signed({ sourceIp: '127.0.0.0/8' }) },
    'a URL, beside cookies of another owner': { path: url, cookies: cookies('files/??/u-bob/*') },
    'a policy with a wildcard in the URL': withPolicy({ Statement: [statement(ends)] }),
  };
  const refused: Readonly<Record<string, EdgeRequest>> = {
    'no signature': { path: plain },
    'no query': { path: `/${alice}` },
    expired: { path: signed({ until: inMinutes(-1) }) },
    'expired this second': { path: signed({ until: now }) },
    'a window that has ended': { path: signed({ from: inMinutes(-3), until: inMinutes(-1) }) },
    'not yet valid': { path: signed({ from: inMinutes(1) }) },
    'another address': { path: signed({ sourceIp: '203.0.113.7' }) },
    'another block of addresses': { path: signed({ sourceIp: '10.0.0.0/8' }) },
    'a later end': changed(url, /Expires=\d+/, `Expires=${String(until.getTime() / 1000 + 1)}`),
    'no end': changed(url, /Expires=\d+&/, ''),
    'an end that is no number': changed(url, /Expires=\d+/, 'Expires=later'),
    'an end with a sign': changed(url, 'Expires=', 'Expires=%2B'),
    'two ends, the later first': changed(url, 'Expires=', 'Expires=9999999999&Expires='),
    'another signature': changed(url, /Signature=..../, 'Signature=AAAA'),
    'half a signature': changed(url, /(Signature=.{40})[^&]*/, '$1'),
    'an empty signature': changed(url, /Signature=[^&]*/, 'Signature='),
    'no signature but the key': changed(url, /&Signature=[^&]*/, ''),
    'a signature in usual Base64': changed(url, /Signature=[^&]*/, 'Signature=MEUCIQ%2B%2F'),
    'an unknown key': changed(url, keyPairId, 'K0000000000000'),
    'a key in lower case': changed(url, keyPairId, keyPairId.toLowerCase()),
    'no key': changed(url, /&Key-Pair-Id=[^&]*/, ''),
    'a name of the prototype as key': changed(url, keyPairId, 'constructor'),
    'a key of a stranger': { path: signed({}, {}, { keyPairId, privateKey: stranger }) },
    'another hash': changed(url, 'Hash-Algorithm=SHA256', 'Hash-Algorithm=SHA1'),
    'no hash': changed(url, '&Hash-Algorithm=SHA256', ''),
    'an unknown hash': changed(url, 'SHA256', 'MD5'),
    'another file': changed(url, '8e4f?', '8e50?'),
    'a file of another owner': changed(url, 'u-alice', 'u-bob'),
    'another prefix': changed(url, '/files/', '/public/'),
    'beside the files': { path: signed({}, { key: 'aws/lambda/batch.json' }) },
    'another version': changed(url, 'versionId=L4kq', 'versionId=M5lr'),
    'no version': changed(url, 'versionId=L4kq&', ''),
    'no version, signed so': { path: signed({}, { query: {} }) },
    'another type': changed(url, 'image%2Fpng', 'text%2Fhtml'),
    'a header added': changed(url, '&Expires', '&response-content-disposition=inline&Expires'),
    'a parameter added in front': changed(url, '?', '?a=b&'),
    'a parameter added behind': { path: `${url}&a=b` },
    'an empty parameter': { path: `${url}&` },
    'parameters in another order': changed(url, /\?(versionId=L4kq)&(response-content-type=[^&]*)/, '?$2&$1'),
    'an encoded letter': changed(url, 'u-alice', 'u-%61lice'),
    'an encoded slash': changed(url, '/u-alice', '%2Fu-alice'),
    'a doubled slash': changed(url, '/u-alice', '//u-alice'),
    'a dot segment': changed(url, '/u-alice', '/./u-alice'),
    'a segment back': changed(url, '/u-alice', '/u-bob/../u-alice'),
    'upper case': changed(url, '/files/', '/Files/'),
    'lower-case percent encoding': changed(url, '%2F', '%2f'),
    'another host': { path: url, host: 'd222222abcdef8.cloudfront.net' },
    'a policy of another file': changed(
      custom,
      /Policy=[^&]+/,
      `Policy=${policyOf({ from: inMinutes(-2) })}`,
    ),
    'a policy without a signature of its own': changed(
      url,
      'Expires=',
      `Policy=${policyOf({ from: inMinutes(-1) })}&Expires=`,
    ),
    'a policy that is no Base64': changed(custom, /Policy=[^&]+/, 'Policy=%7B%7D'),
    'a policy that is no JSON': withPolicy('{"Statement":['),
    'a policy without statements': withPolicy({ Statement: [] }),
    'a policy with two statements': withPolicy({ Statement: [statement(ends), statement(ends)] }),
    'a policy without an end': withPolicy({ Statement: [statement({})] }),
    'a policy with an unknown condition': withPolicy({ Statement: [statement({ ...ends, Referer: {} })] }),
    'a policy with an end as text': withPolicy({
      Statement: [statement({ DateLessThan: { 'AWS:EpochTime': '9' } })],
    }),
    'a policy for one character more': withPolicy({ Statement: [statement(ends, `${origin}${plain}?`)] }),
    'a policy for a longer path': withPolicy({ Statement: [statement(ends, `${origin}/*/more`)] }),
    'a policy for addresses that are none': withPolicy({
      Statement: [statement({ ...ends, IpAddress: { 'AWS:SourceIp': '127.0.0.1/99' } })],
    }),
    'a policy for addresses of IPv6': withPolicy({
      Statement: [statement({ ...ends, IpAddress: { 'AWS:SourceIp': '::1/128' } })],
    }),
    'a signature of another URL, beside good cookies': {
      ...changed(url, 'versionId=L4kq', 'versionId=M5lr'),
      cookies: cookies('files/??/u-alice/*'),
    },
  };
  return { allowed, refused, url };
}
