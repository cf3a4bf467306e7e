import type { CdnPermission } from '../../../../lambda/aws/signing/cdn/policy.js';
import type { CdnObject } from '../../../../lambda/aws/signing/cdn/signed-url.js';

export const origin = 'https://d111111abcdef8.cloudfront.net';
export const keyPairId = 'K2JCJMDEHXQW5F';
const id = '0199d1c0-7a5e-7c3e-9d52-3a5b6c7d8e4f';
export const until = new Date('2026-12-01T12:00:00Z');

/** Objects whose keys and queries have characters that are special somewhere. */
export const objects: Readonly<Record<string, CdnObject>> = {
  'a file': { origin, key: `files/4f/u-alice/${id}`, query: { versionId: 'L4kqtJlcpXroDTDmpUMLUo' } },
  'no query': { origin, key: `files/4f/u-alice/${id}` },
  'own domain with a port': { origin: 'https://files.example.com:8443', key: 'files/a' },
  'a name with quotes': {
    origin,
    key: 'files/a',
    query: { 'response-content-disposition': 'attachment; filename="a \\"b\\".txt"' },
  },
  'a name of other scripts': {
    origin,
    key: 'files/a',
    query: {
      'response-content-disposition': 'attachment; filename="?.png"; filename*=UTF-8\'\'%E2%82%AC.png',
    },
  },
  'base64 in the query': { origin, key: 'files/a', query: { versionId: 'ab+/cd==' } },
  'separators in the query': { origin, key: 'files/a', query: { versionId: 'a&b=c;d?e#f' } },
  'an empty value': { origin, key: 'files/a', query: { versionId: '' } },
  'a percent sign': { origin, key: 'files/100%/a', query: { versionId: '100%41' } },
  'wildcards in the query': { origin, key: 'files/a', query: { versionId: '*?*' } },
  'sub-delimiters': { origin, key: "files/!$&'()+,;=:@", query: { versionId: "!$&'()+,;=:@" } },
  'spaces and tabs': { origin, key: 'files/a b\tc', query: { versionId: ' \t' } },
  'line breaks': { origin, key: 'files/a\r\nb', query: { versionId: '\r\n' } },
  'question mark and number sign in the key': { origin, key: 'files/a?b#c' },
  'brackets and carets': { origin, key: 'files/[a]{b}<c>|^`"\\' },
  umlauts: { origin, key: 'files/Grüße', query: { versionId: 'äöü' } },
  'decomposed umlauts': { origin, key: 'files/Gru\u0308ße' },
  emoji: { origin, key: 'files/😀', query: { versionId: '👩‍👩‍👧' } },
  'right to left': { origin, key: 'files/\u202egnp.exe' },
  'an encoded slash': { origin, key: 'files/a%2Fb' },
  'empty segments': { origin, key: 'files//a//' },
  'plus and space': { origin, key: 'files/a+b c', query: { versionId: 'a+b c' } },
  tilde: { origin, key: 'files/~a-._', query: { versionId: '~-._' } },
  'a parameter of the signature': { origin, key: 'files/a', query: { Expires: '1', Signature: 'x' } },
  'a long key': { origin, key: `files/${'k'.repeat(1000)}` },
};

type Restrictions = Omit<CdnPermission, 'resource'>;

/** Windows of time, and addresses. */
export const restrictions: Readonly<Record<string, Restrictions>> = {
  'an end': { until },
  'a window': { until, from: new Date('2026-12-01T11:00:00Z') },
  'a window of a second': { until, from: new Date('2026-12-01T11:59:59Z') },
  'an address': { until, sourceIp: '203.0.113.7' },
  'a block': { until, sourceIp: '198.51.100.0/24' },
  'every address': { until, sourceIp: '0.0.0.0/0' },
  'window and address': { until, from: new Date('2026-12-01T11:00:00Z'), sourceIp: '192.0.2.1/32' },
  'the last second': { until: new Date('9999-12-31T23:59:59Z') },
};

/** What cookies are for. */
export const resources: Readonly<Record<string, string>> = {
  'one URL': `${origin}/files/4f/u-alice/${id}`,
  'a prefix': `${origin}/files/4f/u-alice/*`,
  'an owner, whatever the digits': `${origin}/files/??/u-alice/*`,
  'a playlist and its segments': `${origin}/files/4f/u-alice/${id}/*.ts`,
  'one URL with its version': `${origin}/files/4f/u-alice/${id}?versionId=L4kqtJlcpXroDTDmpUMLUo`,
};
