import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { PutObjectCommand, S3Client, type PutObjectCommandInput } from '@aws-sdk/client-s3';
import { describe, expect, test } from '@jest/globals';
import { system } from '../stack/system.js';
import { drawing, fixture, made, nameMark } from './fixture.js';
import { sendForm, type SignedForm } from './form.js';
import { person, put, type Created, type Person } from './person.js';
import { keyIn, storedVersions, untilNothingIsStored } from './stored-versions.js';

const program = fixture('program/program.elf', 'application/x-elf').bytes;
const asRoot = new S3Client({ ...system.client, forcePathStyle: true });

/** Rejected with this one reason, unread, with nothing left. */
async function expectRefused(ada: Person, { id, upload }: Created, code: string, message: RegExp) {
  const refused = await ada.verdict(id, 10_000);
  expect(refused).toMatchObject({
    ...{ status: 'rejected', detectedType: null },
    checks: { size: 'skipped', checksum: 'skipped', type: 'skipped' },
    reasons: [
      {
        code,
        message: expect.stringMatching(message),
        advice: expect.stringMatching(/^Send it again with no header/),
      },
    ],
  });
  expect(await (await ada.call(`/files/${id}/content`)).json()).toMatchObject({ code: 'file-rejected' });
  await untilNothingIsStored(keyIn(upload.url));
}

test('a program in a gzip that every reader would unpack is refused', async () => {
  const ada = await person();
  const packed = made(gzipSync(program), 'application/gzip', 'program.gz');
  const created = await ada.create(packed);
  expect((await put(created.upload, packed.bytes, { 'content-encoding': 'gzip' })).status).toBe(200);
  await expectRefused(ada, created, 'unsigned-property', /property Content-Encoding/);
  // The gzip itself is valid.
  expect(await ada.store(packed)).toMatchObject({ status: 'verified' });
});

test.each([
  ['Content-Disposition', 'inline; filename=invoice.html'],
  ['Content-Language', 'de'],
  ['Cache-Control', 'public, max-age=31536000'],
  ['Expires', 'Thu, 01 Jan 2099 00:00:00 GMT'],
])('a PUT that brings %s is refused by the check', async (name, value) => {
  const ada = await person();
  const file = drawing();
  const created = await ada.create(file);
  expect((await put(created.upload, file.bytes, { [name.toLowerCase()]: value })).status).toBe(200);
  await expectRefused(ada, created, 'unsigned-property', new RegExp(`property ${name},`));
});

test.each([
  ['cache-control', 'no-cache'],
  ['cache-control', 'max-age=0'],
  ['content-encoding', 'identity'],
])('a PUT that brings %s: %s is verified: it changes nothing for a reader', async (name, value) => {
  const ada = await person();
  const file = drawing();
  const { id, upload } = await ada.create(file);
  await put(upload, file.bytes, { [name]: value });
  expect(await ada.verdict(id)).toMatchObject({ status: 'verified' });
});

test.each([
  ['x-amz-meta-owner', 'mallory'],
  ['x-amz-storage-class', 'GLACIER'],
  ['x-amz-website-redirect-location', 'https://evil.example/'],
  ['x-amz-server-side-encryption-customer-algorithm', 'AES256'],
  ['x-amz-object-lock-legal-hold', 'ON'],
  ['x-amz-acl', 'public-read'],
])('a PUT that brings %s, which its signature does not cover, is refused by S3', async (name, value) => {
  const ada = await person();
  const file = drawing();
  const { id, upload } = await ada.create(file);
  expect((await put(upload, file.bytes, { [name]: value })).status).toBe(403);
  expect(await storedVersions(keyIn(upload.url))).toBe(0);
  expect(await ada.ask(`/files/${id}`)).toMatchObject({ status: 'pending' });
});

const key = Buffer.alloc(32, 'k');
const customerKey = {
  SSECustomerAlgorithm: 'AES256',
  SSECustomerKey: key.toString('base64'),
  SSECustomerKeyMD5: createHash('md5').update(key).digest('base64'),
};

const stored: readonly [string, Partial<PutObjectCommandInput>, string, RegExp][] = [
  ['metadata', { Metadata: { owner: 'mallory' } }, 'unsigned-property', /x-amz-meta-\*/],
  ['a redirect', { WebsiteRedirectLocation: '/other' }, 'unsigned-property', /website-redirect/],
  ['another type', { ContentType: 'text/html' }, 'unsigned-property', /Content-Type/],
  ['the class GLACIER', { StorageClass: 'GLACIER' }, 'storage-unreadable', /class GLACIER/],
  ['a key of its own', customerKey, 'storage-unreadable', /SSE-C/],
];

// Stored by a principal with write access: no presigned request can.
test.each(stored)(
  'an object with %s is rejected, not retried forever',
  async (_what, input, code, message) => {
    const ada = await person();
    const file = drawing();
    const created = await ada.create(file);
    const Key = keyIn(created.upload.url);
    const { contentType: ContentType, bytes: Body } = file;
    await asRoot.send(new PutObjectCommand({ Bucket: system.bucket, Key, ContentType, Body, ...input }));
    await expectRefused(ada, created, code, message);
  },
);

test.each(['Content-Encoding', 'Cache-Control', 'Content-Disposition', 'x-amz-meta-owner'])(
  'a form with the field %s is refused by S3',
  async (name) => {
    const ada = await person();
    const file = drawing();
    const { upload } = await ada.create(file, { method: 'post' });
    const answer = await sendForm(upload as unknown as SignedForm, file.bytes, { [name]: 'gzip' });
    expect(answer.status).toBe(403);
  },
);

test('the headers of a part are not those of the file', async () => {
  const ada = await person();
  const file = drawing();
  const { id } = await ada.create(file, { method: 'multipart' });
  const body = { partNumbers: [1] };
  const { parts } = await ada.ask<{ parts: { url: string }[] }>(`/uploads/${id}/parts`, {
    method: 'POST',
    body,
  });
  const headers = { 'content-encoding': 'gzip', 'cache-control': 'public', 'content-disposition': 'inline' };
  const sent = await fetch(parts[0]?.url ?? '', { method: 'PUT', headers, body: new Uint8Array(file.bytes) });
  expect(sent.status).toBe(200);
  await ada.call(`/uploads/${id}/complete`, { method: 'POST' });
  expect(await ada.verdict(id)).toMatchObject({ status: 'verified' });
});

describe('every read of a good file carries our headers', () => {
  const ours = {
    'content-type': 'image/png',
    'content-disposition': expect.stringContaining(nameMark),
    'content-encoding': 'identity',
    'content-language': 'und',
    'cache-control': expect.stringMatching(/^private, immutable, max-age=3600(, stale-if-error=0)?$/),
    expires: 'Thu, 01 Jan 1970 00:00:00 GMT',
  };

  const ways: readonly [string, (ada: Person, id: string) => Promise<Response>][] = [
    ['by its URL in JSON', (ada, id) => ada.read(id)],
    [
      'by the redirect',
      async (ada, id) => fetch((await ada.call(`/files/${id}/content`)).headers.get('location') ?? ''),
    ],
    [
      'by HEAD',
      async (ada, id) => {
        const { headers } = await ada.call(`/files/${id}/content`, { method: 'HEAD' });
        return fetch(headers.get('location') ?? '', { method: 'HEAD' });
      },
    ],
    [
      'in part',
      async (ada, id) => {
        const { headers } = await ada.call(`/files/${id}/content`);
        return fetch(headers.get('location') ?? '', { headers: { range: 'bytes=0-9' } });
      },
    ],
    [
      'among many',
      async (ada, id) => {
        const body = { ids: [id] };
        const { items } = await ada.ask<{ items: { url: string }[] }>('/files/urls', {
          method: 'POST',
          body,
        });
        return fetch(items[0]?.url ?? '');
      },
    ],
    [
      'by a link',
      async (ada, id) => {
        const share = await ada.ask<{ url: string }>(`/files/${id}/shares`, { method: 'POST', body: {} });
        const { headers } = await fetch(share.url, { method: 'POST', redirect: 'manual' });
        return fetch(headers.get('location') ?? '');
      },
    ],
  ];

  test.each(ways)('%s', async (_way, read) => {
    const ada = await person();
    const { id } = await ada.store(drawing());
    const answer = await read(ada, id);
    expect([200, 206]).toContain(answer.status);
    expect(Object.fromEntries(answer.headers)).toMatchObject(ours);
  });
});
