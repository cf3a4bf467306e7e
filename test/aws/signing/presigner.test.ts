import { describe, expect, test } from '@jest/globals';
import aws4 from 'aws4';
import { parse } from 'content-disposition';
import { bucketAddress } from '../../../lambda/aws/object/bucket-address.js';
import { partSigner, putSigner } from '../../../lambda/aws/signing/put-signer.js';
import { readSigner } from '../../../lambda/aws/signing/read-signer.js';
import { noon, photo } from '../../core/records.js';

const credentials = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'secret',
  sessionToken: 'session/token+=',
};
const options = {
  address: bucketAddress('private-files', 'eu-west-1'),
  region: 'eu-west-1',
  credentials,
};

/** The signature of the same request from aws4, which shares no code with the SDK. */
function independentSignature(method: string, url: URL, headers: Record<string, string>): string | null {
  const query = new URLSearchParams(url.search);
  query.delete('X-Amz-Signature');
  const signed = aws4.sign(
    {
      service: 's3',
      region: 'eu-west-1',
      method,
      host: url.host,
      path: `${url.pathname}?${rfc3986(query)}`,
      headers,
      signQuery: true,
    },
    credentials,
  );
  return new URL(`https://host${signed.path}`).searchParams.get('X-Amz-Signature');
}

const rfc3986 = (query: URLSearchParams) =>
  [...query].map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');

describe('a signed write', () => {
  const sha256 = '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';

  test('fixes key, host, type, length, checksum, If-None-Match and expiry', async () => {
    const file = photo({ sha256 });
    const signed = await putSigner(options)(file, noon, 900);
    const url = new URL(signed.url);
    expect(url.origin + url.pathname).toBe(`https://private-files.s3.eu-west-1.amazonaws.com/${file.key}`);
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
      'X-Amz-Date': '20261122T120000Z',
      'X-Amz-Expires': '900',
      'X-Amz-SignedHeaders': 'content-length;content-type;host;if-none-match;x-amz-checksum-sha256',
    });
    expect(signed.headers).toEqual({
      'Content-Type': 'image/png',
      'If-None-Match': '*',
      'x-amz-checksum-sha256': sha256,
    });
  });

  test('carries the signature that an independent implementation gives', async () => {
    for (const file of [photo(), photo({ sha256 })]) {
      const signed = await putSigner(options)(file, noon, 900);
      const url = new URL(signed.url);
      const headers = { ...signed.headers, 'Content-Length': '900' };
      expect(url.searchParams.get('X-Amz-Signature')).toBe(independentSignature('PUT', url, headers));
    }
  });

  test.each([
    ['path', 'http://store.example:9000/s3', 'http://store.example:9000/s3/private-files/'],
    ['virtual', 'http://store.example:9000/s3', 'http://private-files.store.example:9000/s3/'],
    ['virtual', 'https://store.example', 'https://private-files.store.example/'],
  ] as const)('uses the addressing style of another S3, %s: %s', async (addressing, endpoint, root) => {
    const address = bucketAddress('private-files', 'eu-west-1', { url: new URL(endpoint), addressing });
    const signed = await putSigner({ ...options, address })(photo(), noon, 900);
    const url = new URL(signed.url);
    expect(`${url.origin}${url.pathname}`).toBe(root + photo().key);
    const headers = { ...signed.headers, 'Content-Length': '900' };
    expect(url.searchParams.get('X-Amz-Signature')).toBe(independentSignature('PUT', url, headers));
  });
});

describe('a signed part', () => {
  const part = { key: photo().key, uploadId: 'upload', partNumber: 7, sizeBytes: 5_242_880 };
  const session = {
    credentials: { ...credentials, accessKeyId: 'ASIASESSION' },
    endsAt: new Date(noon.getTime() + 50 * 60_000),
  };

  test('lives no longer than the session that signs it', async () => {
    const wanted: number[] = [];
    const sign = partSigner({
      ...options,
      session: async (_at, seconds) => {
        wanted.push(seconds);
        return session;
      },
    });
    const { url, expiresAt } = await sign(part, noon, 3600);
    expect(wanted).toEqual([3600]);
    expect(expiresAt).toEqual(session.endsAt);
    const query = new URL(url).searchParams;
    expect(query.get('X-Amz-Expires')).toBe('3000');
    expect(query.get('X-Amz-Credential')).toMatch(/^ASIASESSION/);
  });

  test('is signed with the function’s own credentials where there is no session', async () => {
    const { url, expiresAt } = await partSigner({ ...options, session: async () => undefined })(
      part,
      noon,
      900,
    );
    expect(expiresAt).toEqual(new Date(noon.getTime() + 900_000));
    const signed = new URL(url);
    expect(signed.searchParams.get('X-Amz-Signature')).toBe(
      independentSignature('PUT', signed, { 'Content-Length': '5242880' }),
    );
  });
});

describe('a signed read', () => {
  const read = {
    key: photo().key,
    versionId: 'v.1+/=',
    filename: 'me.png',
    contentType: 'image/png',
    method: 'GET',
    disposition: 'attachment',
  } as const;

  test('pins the version and sets the detected type', async () => {
    const url = new URL((await readSigner(options)(read, noon, 600)).url);
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      versionId: 'v.1+/=',
      'response-content-type': 'image/png',
      'response-content-disposition': 'attachment; filename=me.png',
      'X-Amz-Expires': '600',
    });
    expect(url.searchParams.get('X-Amz-Signature')).toBe(independentSignature('GET', url, {}));
  });

  test('shows the file in place where its disposition is inline', async () => {
    const url = new URL((await readSigner(options)({ ...read, disposition: 'inline' }, noon, 600)).url);
    expect(url.searchParams.get('response-content-disposition')).toBe('inline; filename=me.png');
  });

  test.each(['GET', 'HEAD'] as const)(
    'for %s leaves no header of the answer to what is stored with the object',
    async (method) => {
      const url = new URL((await readSigner(options)({ ...read, method }, noon, 600)).url);
      // S3 API reference, "GetObject": the complete list.
      expect([...url.searchParams.keys()].filter((name) => name.startsWith('response-')).sort()).toEqual([
        'response-cache-control',
        'response-content-disposition',
        'response-content-encoding',
        'response-content-language',
        'response-content-type',
        'response-expires',
      ]);
      expect(Object.fromEntries(url.searchParams)).toMatchObject({
        'response-cache-control': 'private, immutable, max-age=3600',
        'response-content-encoding': 'identity',
        'response-content-language': 'und',
        'response-expires': 'Thu, 01 Jan 1970 00:00:00 GMT',
      });
      expect(url.searchParams.get('X-Amz-Signature')).toBe(independentSignature(method, url, {}));
    },
  );

  test.each([
    ['résumé "final".pdf', 'résumé "final".pdf'],
    ['..\\..\\x', '.._.._x'],
    ['../../etc/passwd', '.._.._etc_passwd'],
    ['bericht\r\nSet-Cookie: a=b.pdf', 'bericht__Set-Cookie: a=b.pdf'],
    ['invoice\u202Egnp.exe', 'invoicegnp.exe'],
    ['\u{1F4F7} photo.jpg', '\u{1F4F7} photo.jpg'],
    ["it's (1) * 100%.txt", "it's (1) * 100%.txt"],
  ])('names the file %j as %j', async (filename, expected) => {
    const url = new URL((await readSigner(options)({ ...read, filename }, noon, 600)).url);
    const header = url.searchParams.get('response-content-disposition') ?? '';
    expect(header).toMatch(/^[\x20-\x7e]+$/);
    expect(parse(header)).toMatchObject({ type: 'attachment', parameters: { filename: expected } });
    expect(url.searchParams.get('X-Amz-Signature')).toBe(independentSignature('GET', url, {}));
  });
});
