import { S3RequestPresigner } from '@aws-sdk/s3-request-presigner';
import { Hash } from '@smithy/core/serde';
import aws4 from 'aws4';
import fc from 'fast-check';
import { expect, test } from '@jest/globals';
import { bucketAddress } from '../../../lambda/aws/object/bucket-address.js';
import { presigner, type Presign } from '../../../lambda/aws/signing/presigner.js';

const word = fc.stringMatching(/^[\w.-]{1,40}$/);
const value = fc.stringMatching(/^[!-~]([ -~]{0,60}[!-~])?$/).map((text) => text.replace(/ +/g, ' '));

const requests = fc.record({
  bucket: fc.stringMatching(/^[a-z0-9]{3,30}(-[a-z0-9]{1,30})?$/),
  region: fc.stringMatching(/^[a-z]{2}-[a-z]{4,9}-[1-9]$/),
  credentials: fc.record({
    ...{ accessKeyId: word, secretAccessKey: value },
    sessionToken: fc.option(value, { nil: undefined }),
  }),
  request: fc.record({
    method: fc.constantFrom('GET' as const, 'HEAD' as const, 'PUT' as const),
    key: fc
      .array(fc.stringMatching(/^\w[\w.~-]{0,39}$/), { minLength: 1, maxLength: 5 })
      .map((words) => words.join('/')),
    headers: fc.dictionary(
      fc.constantFrom('Content-Type', 'Content-Length', 'If-None-Match', 'x-amz-acl'),
      value,
    ),
    query: fc.dictionary(
      fc.constantFrom('versionId', 'partNumber', 'uploadId', 'response-content-disposition'),
      fc.string({ unit: 'grapheme', minLength: 1 }),
    ),
    at: fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }),
    expiresInSeconds: fc.integer({ min: 1, max: 604_800 }),
  }),
});

/** By the SDK, of the same request. */
async function bySdk(host: string, region: string, credentials: Credentials, request: Presign) {
  const { method, key, headers = {}, query = {}, at, expiresInSeconds } = request;
  const names = Object.keys(headers).map((name) => name.toLowerCase());
  const signer = new S3RequestPresigner({ credentials, region, sha256: Hash.bind(null, 'sha256') });
  const place = { protocol: 'https:', hostname: host, path: `/${key}` };
  const signed = await signer.presign(
    { ...place, method, headers: { ...headers }, query: { ...query } },
    {
      expiresIn: expiresInSeconds,
      signingDate: at,
      signableHeaders: new Set(['host', ...names]),
      unhoistableHeaders: new Set(names),
    },
  );
  return { path: signed.path, query: signed.query };
}

type Credentials = NonNullable<Parameters<typeof presigner>[0]['credentials']>;

test('10,000 presigned URLs equal those of the SDK, and have the signatures of aws4', async () => {
  await fc.assert(
    fc.asyncProperty(requests, async ({ bucket, region, credentials, request }) => {
      const address = bucketAddress(bucket, region);
      const url = new URL(presigner({ address, region, credentials })(request));
      expect({ path: url.pathname, query: Object.fromEntries(url.searchParams) }).toEqual(
        await bySdk(url.host, region, credentials, request),
      );
      const { 'X-Amz-Signature': signature, ...query } = Object.fromEntries(
        url.search
          .slice(1)
          .split('&')
          .map((pair) => pair.split('=')),
      ) as Record<string, string>;
      const path = `${url.pathname}?${Object.entries(query)
        .map((pair) => pair.join('='))
        .join('&')}`;
      const { method, headers = {} } = request;
      const other = {
        service: 's3',
        region,
        method,
        host: url.host,
        path,
        headers: { ...headers },
        signQuery: true,
      };
      const signed = new URL(`https://host${String(aws4.sign(other, credentials).path)}`);
      expect(signature).toBe(signed.searchParams.get('X-Amz-Signature'));
    }),
    { numRuns: 10_000 },
  );
}, 300_000);
