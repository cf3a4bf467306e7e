import { signCdnCookies } from '../../../lambda/aws/signing/cdn/signed-cookies.js';
import { alice, bob, inMinutes, key, keyPairId, stranger, until, type EdgeRequest } from './edge-request.js';

/** Reads by cookies that an edge at this origin has to allow, and those that it has to refuse. */
export function cookieRequestsTo(origin: string) {
  const cookies = (resource: string, more: object = {}, by = key) =>
    signCdnCookies({ resource: `${origin}/${resource}`, until, ...more }, by);
  const own = `/session/${alice}?versionId=L4kq`;
  const owners = cookies('session/files/??/u-alice/*');
  const withCookies = (path: string, values: Readonly<Record<string, string>>): EdgeRequest => ({
    path,
    cookies: values,
  });
  const without = (name: string) => {
    const rest = new Map(Object.entries(owners));
    rest.delete(name);
    return withCookies(own, Object.fromEntries(rest));
  };

  const allowed: Readonly<Record<string, EdgeRequest>> = {
    'cookies of an owner': withCookies(own, owners),
    'cookies of an owner, whose headers are fixed': withCookies(
      `${own}&response-content-type=text/html&response-content-disposition=inline`,
      owners,
    ),
    'cookies of an owner for this address': withCookies(
      own,
      cookies('session/files/??/u-alice/*', { sourceIp: '127.0.0.1' }),
    ),
    'cookies of one URL': withCookies(own, cookies(own.slice(1))),
  };
  const refused: Readonly<Record<string, EdgeRequest>> = {
    'cookies of another owner': withCookies(`/session/${bob}?versionId=L4kq`, owners),
    'cookies of another owner, whose prefix is in the query': withCookies(
      `/session/${bob}?versionId=L4kq&x=/u-alice/`,
      owners,
    ),
    'cookies of another owner, whose prefix follows': withCookies(
      `/session/${bob}/u-alice/x?versionId=L4kq`,
      owners,
    ),
    'cookies of a deeper prefix': withCookies(`/session/files/4f/x/u-alice/a?versionId=L4kq`, owners),
    'cookies of one URL, with a query added': withCookies(
      `${own}&response-content-type=text/html`,
      cookies(own.slice(1)),
    ),
    'cookies on the path of signed URLs': withCookies(`/${alice}?versionId=L4kq`, owners),
    'cookies for everything, on the path of no behavior': withCookies(`/${alice}/../../x`, cookies('*')),
    'cookies with a wildcard of the owner in the path': withCookies(
      `/session/files/4f/u-*/0199d1c0-7a5e-7c3e-9d52-3a5b6c7d8e4f?versionId=L4kq`,
      owners,
    ),
    'cookies without a version': withCookies(`/session/${alice}`, owners),
    'cookies with two versions': withCookies(`${own}&versionId=M5lr`, owners),
    'cookies with a version in another case': withCookies(`/session/${alice}?VersionId=L4kq`, owners),
    'cookies, and dot segments to another owner': withCookies(
      `/session/files/4f/u-alice/../u-bob/0199d1c0-7a5e-7c3e-9d52-3a5b6c7d8e4f?versionId=L4kq`,
      owners,
    ),
    'cookies, and encoded dot segments to another owner': withCookies(
      `/session/files/4f/u-alice/%2e%2e/u-bob/0199d1c0-7a5e-7c3e-9d52-3a5b6c7d8e4f?versionId=L4kq`,
      owners,
    ),
    'cookies, and dot segments to the path of signed URLs': withCookies(
      `/session/files/4f/u-alice/../../../../${bob}?versionId=L4kq&response-content-type=text/html`,
      owners,
    ),
    'cookies, and dot segments to another owner in place of the version': withCookies(
      `/session/${alice}/versionId=/../../../../${bob}?versionId=L4kq`,
      owners,
    ),
    'cookies, and an encoded slash before the id': withCookies(own.replace('alice/', 'alice%2F'), owners),
    'cookies, and an encoded slash before another owner': withCookies(
      `/session/files/4f/u-alice/..%2Fu-bob%2F0199d1c0-7a5e-7c3e-9d52-3a5b6c7d8e4f?versionId=L4kq`,
      owners,
    ),
    'cookies, and a backslash': withCookies(own.replace('alice/', 'alice/..\\'), owners),
    'cookies, and broken percent encoding': withCookies(own.replace('0199', '%zz99'), owners),
    'cookies, and a doubled prefix': withCookies(`/session${own}`, cookies('session/*')),
    'cookies, and a doubled slash': withCookies(own.replace('/u-alice', '//u-alice'), cookies('session/*')),
    'cookies, and a key below a file': withCookies(own.replace('?', '/x?'), owners),
    'cookies, and a private key below the public path': withCookies(
      `/public/4f/u-alice/0199d1c0-7a5e-7c3e-9d52-3a5b6c7d8e4f?versionId=L4kq`,
      cookies('*'),
    ),
    'cookies, and a private key below the public path of sessions': withCookies(
      `/session/public/4f/u-alice/0199d1c0-7a5e-7c3e-9d52-3a5b6c7d8e4f?versionId=L4kq`,
      cookies('*'),
    ),
    'cookies, and what is beside the files': withCookies(
      '/session/aws/lambda/x?versionId=L4kq',
      cookies('*'),
    ),
    'cookies for another host': withCookies(
      own,
      signCdnCookies(
        { resource: 'https://d222222abcdef8.cloudfront.net/session/files/??/u-alice/*', until },
        key,
      ),
    ),
    'cookies with a later end': withCookies(own, {
      ...owners,
      'CloudFront-Policy':
        cookies('session/files/??/u-alice/*', { until: inMinutes(16) })['CloudFront-Policy'] ?? '',
    }),
    'cookies with the signature of another owner': withCookies(own, {
      ...owners,
      'CloudFront-Signature': cookies('session/files/??/u-bob/*')['CloudFront-Signature'] ?? '',
    }),
    'cookies with an end beside the policy of others': withCookies(own, {
      ...without('CloudFront-Policy').cookies,
      'CloudFront-Expires': String(until.getTime() / 1000),
    }),
    'expired cookies': withCookies(own, cookies('session/files/??/u-alice/*', { until: inMinutes(-1) })),
    'cookies of tomorrow': withCookies(own, cookies('session/files/??/u-alice/*', { from: inMinutes(1) })),
    'cookies for another address': withCookies(
      own,
      cookies('session/files/??/u-alice/*', { sourceIp: '203.0.113.7' }),
    ),
    'cookies of a stranger': withCookies(
      own,
      cookies('session/files/*', {}, { keyPairId, privateKey: stranger }),
    ),
    'cookies without policy': without('CloudFront-Policy'),
    'cookies without signature': without('CloudFront-Signature'),
    'cookies without key': without('CloudFront-Key-Pair-Id'),
    'cookies without hash': without('CloudFront-Hash-Algorithm'),
    'cookies with a policy of others': withCookies(own, {
      ...owners,
      'CloudFront-Policy': cookies('session/files/*')['CloudFront-Policy'] ?? '',
    }),
    'cookies under the names of parameters': withCookies(
      own,
      Object.fromEntries(
        Object.entries(owners).map(([name, value]) => [name.replace('CloudFront-', ''), value]),
      ),
    ),
  };
  return { allowed, refused };
}
