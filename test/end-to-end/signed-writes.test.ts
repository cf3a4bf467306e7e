import { beforeAll, describe, expect, test } from '@jest/globals';
import { roleCredentials, system } from '../stack/system.js';
import { bucketAddress } from '../../lambda/aws/object/bucket-address.js';
import { presigner } from '../../lambda/aws/signing/presigner.js';
import { drawing } from './fixture.js';
import { person, put, type Created, type Person } from './person.js';
import { storageEndpoint } from './signed.js';
import { keyIn, storedVersions } from './stored-versions.js';

const file = drawing();
let ada: Person;
beforeAll(async () => {
  ada = await person();
});

const status = async (answer: Promise<Response>): Promise<number> => (await answer).status;

const withQuery = (url: string, change: (query: URLSearchParams) => void): string => {
  const changed = new URL(url);
  change(changed.searchParams);
  return changed.href;
};

type Attempt = (upload: Created['upload']) => Promise<Response>;

const attempts: readonly [string, Attempt][] = [
  ['another type', (upload) => put(upload, file.bytes, { 'content-type': 'text/html' })],
  ['no type', (upload) => put(upload, file.bytes, { 'content-type': undefined })],
  ['one byte more', (upload) => put(upload, Buffer.concat([file.bytes, Buffer.from('!')]))],
  ['one byte less', (upload) => put(upload, file.bytes.subarray(1))],
  ['no bytes', (upload) => put(upload, Buffer.alloc(0))],
  ['no If-None-Match', (upload) => put(upload, file.bytes, { 'if-none-match': undefined })],
  [
    'an If-Match in its place',
    (upload) => put(upload, file.bytes, { 'if-none-match': undefined, 'if-match': '*' }),
  ],
  ['a tag that says it is clean', (upload) => put(upload, file.bytes, { 'x-amz-tagging': 'verdict=clean' })],
  [
    'a signature with one digit changed',
    ({ url, headers }) => {
      const tampered = withQuery(url, (query) => {
        const signature = query.get('X-Amz-Signature') ?? '';
        query.set('X-Amz-Signature', (signature.startsWith('0') ? '1' : '0') + signature.slice(1));
      });
      return put({ url: tampered, headers }, file.bytes);
    },
  ],
  [
    'a longer life',
    ({ url, headers }) =>
      put({ url: withQuery(url, (query) => query.set('X-Amz-Expires', '86400')), headers }, file.bytes),
  ],
  [
    'another key',
    ({ url, headers }) => put({ url: url.replace('/files/', '/files/0'), headers }, file.bytes),
  ],
  ['another method', ({ url }) => fetch(url, { method: 'DELETE' })],
];

describe('a signed PUT is refused by S3', () => {
  // S3's error is about the signature or the policy, whichever it checks first; only the refusal matters.
  test.each(attempts)('403 with %s', async (_what, attempt) => {
    const { id, upload } = await ada.create(file);
    expect(await status(attempt(upload))).toBe(403);
    expect(await storedVersions(keyIn(upload.url))).toBe(0);
    expect(await ada.ask(`/files/${id}`)).toMatchObject({ status: 'pending', revision: 1 });
    // The presigned request itself still works.
    expect((await put(upload, file.bytes)).status).toBe(200);
  });
});

test('a signed PUT works once: a second one is refused and changes nothing', async () => {
  const { id, upload } = await ada.create(file);
  expect((await put(upload, file.bytes)).status).toBe(200);
  expect(await status(put(upload, file.bytes))).toBe(412);
  const verified = await ada.verdict(id);
  expect(await status(put(upload, file.bytes))).toBe(412);
  expect(await storedVersions(keyIn(upload.url))).toBe(1);
  expect(await ada.ask(`/files/${id}`)).toEqual(verified);
});

describe('a PUT that the service’s own signer signed some time ago', () => {
  /** As the function signs, with its role's credentials; only the clock differs. */
  async function signedAgo(minutesAgo: number, expiresInSeconds: number): Promise<Created['upload']> {
    const { upload } = await ada.create(file);
    const address = bucketAddress(system.bucket, system.region, storageEndpoint());
    const credentials = await roleCredentials('presign');
    const at = new Date(Date.now() - minutesAgo * 60_000);
    const headers = { ...upload.headers, 'Content-Length': String(file.bytes.length) };
    const sign = presigner({ address, region: system.region, credentials });
    const url = await sign({ method: 'PUT', key: keyIn(upload.url), headers, at, expiresInSeconds });
    return { ...upload, url };
  }

  test('is accepted within its lifetime', async () => {
    expect(await status(put(await signedAgo(14, 900), file.bytes))).toBe(200);
  });

  test('is refused after it', async () => {
    expect(await status(put(await signedAgo(2, 60), file.bytes))).toBe(403);
  });

  test('is refused after the policy’s limit, even if it was signed for a day', async () => {
    expect(await status(put(await signedAgo(16, 86_400), file.bytes))).toBe(403);
  });
});
