import { PutObjectCommand, type PutObjectCommandInput } from '@aws-sdk/client-s3';
import { createHash } from 'node:crypto';
import type { FileRecord } from '../../../../lambda/core/file/file.js';
import { unaskedProperties } from '../../../../lambda/core/validation/stored-properties.js';
import { group } from '../row.js';
import { send, statusOf } from '../send.js';
import { sendForm, type Store } from '../store.js';

/** Unsigned properties that the check finds. */
async function seen(store: Store, file: FileRecord): Promise<string> {
  const head = await store.objects.head(file.key);
  if (!head) return 'nothing is stored';
  const found = unaskedProperties(file, head.properties).map(
    ({ message }) => /(?:has the property|was stored) (.+?)(?:, which|$)/.exec(message)?.[1] ?? message,
  );
  return found.length > 0 ? `seen: ${found.join(', ')}` : 'no property added';
}

/** A presigned PUT with additional headers. */
const putWith = (headers: Readonly<Record<string, string>>) => async (store: Store) => {
  const file = store.file();
  const signed = await store.signPut(file);
  const reply = await send(signed.url, {
    method: 'PUT',
    headers: { ...signed.headers, ...headers },
    body: 'some bytes',
  });
  return reply.status === 200 ? `200, ${await seen(store, file)}` : String(reply.status);
};

/** A presigned form with additional fields. */
const formWith = (fields: Readonly<Record<string, string>>) => async (store: Store) => {
  const file = store.file();
  const signed = await store.signPost(file);
  const reply = await sendForm({ ...signed, fields: { ...signed.fields, ...fields } });
  return reply.status === 204 ? `204, ${await seen(store, file)}` : String(reply.status);
};

/** One part, joined, sent with additional headers. */
const partWith = (headers: Readonly<Record<string, string>>) => async (store: Store) => {
  const file = store.file();
  const uploadId = await store.multipart.begin(file);
  const url = await store.signPart(file, uploadId, 1, 10);
  const status = await statusOf(send(url, { method: 'PUT', headers, body: 'some bytes' }));
  if (status !== '200') return status;
  const parts = (await store.multipart.listParts(file.key, uploadId)) ?? [];
  return `200, ${await store.multipart.join(file, uploadId, parts)}, ${await seen(store, file)}`;
};

/** The check's result for an object that somebody with all rights has stored. */
const storedWith = (input: Partial<PutObjectCommandInput>) => async (store: Store) => {
  const file = store.file();
  const Key = file.key;
  const ContentType = file.contentType;
  const command = new PutObjectCommand({
    Bucket: store.bucket,
    Key,
    ContentType,
    Body: 'some bytes',
    ...input,
  });
  const { VersionId } = await store.buckets.client.send(command);
  const head = await store.objects.head(Key, VersionId);
  if (!head) return 'nothing is stored';
  const found = unaskedProperties(file, head.properties).map(({ code, message }) => `${code}: ${message}`);
  return found.join('; ') || 'no property added';
};

const key = Buffer.alloc(32, 'k');
const customerKey = {
  SSECustomerAlgorithm: 'AES256',
  SSECustomerKey: key.toString('base64'),
  SSECustomerKeyMD5: createHash('md5').update(key).digest('base64'),
};

/** Every property of an object. */
const own = {
  CacheControl: 'public, max-age=31536000',
  ContentDisposition: 'inline',
  ContentEncoding: 'gzip',
  ContentLanguage: 'de',
  Expires: new Date('2099-01-01T00:00:00Z'),
};

const answeredNames = [
  'content-type',
  'content-disposition',
  'content-encoding',
  'content-language',
  'cache-control',
  'expires',
] as const;

/** A presigned read of an object with its own headers. */
const readOf = (method: 'GET' | 'HEAD', range?: string) => async (store: Store) => {
  const file = store.file();
  const input = { Bucket: store.bucket, Key: file.key, Body: 'some bytes', ContentType: 'text/html', ...own };
  const { VersionId = '' } = await store.buckets.client.send(new PutObjectCommand(input));
  const url = await store.signRead(file, VersionId, { method });
  const { status, headers } = await send(url, { method, ...(range && { headers: { Range: range } }) });
  return [status, ...answeredNames.map((name) => headers[name])].join('; ');
};

const ours =
  'image/png; attachment; filename=me.png; identity; und; private, immutable, max-age=3600; Thu, 01 Jan 1970 00:00:00 GMT';

/** Headers that need no signature. */
const plain: readonly (readonly [string, string])[] = [
  ['Content-Encoding', 'gzip'],
  ['Content-Disposition', 'inline'],
  ['Content-Language', 'de'],
  ['Cache-Control', 'public, max-age=31536000'],
  ['Expires', 'Thu, 01 Jan 2099 00:00:00 GMT'],
];

const amazon: readonly (readonly [string, string])[] = [
  ['x-amz-storage-class', 'GLACIER'],
  ['x-amz-website-redirect-location', 'https://evil.example/'],
  ['x-amz-server-side-encryption', 'aws:kms'],
  ['x-amz-object-lock-mode', 'COMPLIANCE'],
  ['x-amz-object-lock-legal-hold', 'ON'],
];

const sealed = {
  'x-amz-server-side-encryption-customer-algorithm': customerKey.SSECustomerAlgorithm,
  'x-amz-server-side-encryption-customer-key': customerKey.SSECustomerKey,
  'x-amz-server-side-encryption-customer-key-md5': customerKey.SSECustomerKeyMD5,
};

type Case = readonly [string, string, string, (store: Store) => Promise<string>];

export const properties = group(
  'Properties stored with the object',
  ['own-none', 'a PUT as signed', '200, no property added', putWith({})],
  ...plain.map(([name, value]): Case => [
    `own-put-${name}`,
    `a PUT with ${name}: ${value}`,
    `200, seen: ${name}`,
    putWith({ [name]: value }),
  ]),
  [
    'own-put-no-cache',
    'a PUT of a browser with disabled cache (Cache-Control: no-cache)',
    '200, no property added',
    putWith({ 'Cache-Control': 'no-cache', Pragma: 'no-cache' }),
  ],
  ...amazon.map(([name, value]): Case => [
    `own-put-${name}`,
    `a PUT with ${name}: ${value}`,
    '403',
    putWith({ [name]: value }),
  ]),
  ['own-put-sse-c', 'a PUT with a customer-provided key (SSE-C)', '403', putWith(sealed)],
  ['own-form-none', 'a form as signed', '204, no property added', formWith({})],
  ...[...plain, ...amazon].map(([name, value]): Case => [
    `own-form-${name}`,
    `a form with ${name}: ${value}`,
    '403',
    formWith({ [name]: value }),
  ]),
  ['own-form-sse-c', 'a form with a customer-provided key (SSE-C)', '403', formWith(sealed)],
  ['own-part-none', 'a part as signed, joined', '200, joined, no property added', partWith({})],
  [
    'own-part-plain',
    'a part with Content-Encoding, Content-Disposition, Content-Language, Cache-Control and Expires, joined',
    '200, joined, no property added',
    partWith(Object.fromEntries(plain)),
  ],
  ['own-part-metadata', 'a part with metadata', '403', partWith({ 'x-amz-meta-owner': 'mallory' })],
  [
    'own-metadata',
    'the check of an object with metadata',
    'unsigned-property: the object has the property x-amz-meta-*, which the presigned request does not set',
    storedWith({ Metadata: { owner: 'mallory' } }),
  ],
  [
    'own-redirect',
    'the check of an object with a website redirect',
    'unsigned-property: the object has the property x-amz-website-redirect-location, which the presigned request does not set',
    storedWith({ WebsiteRedirectLocation: 'https://evil.example/' }),
  ],
  [
    'own-type',
    'the check of an object with another Content-Type',
    'unsigned-property: the object has the property Content-Type, which the presigned request does not set',
    storedWith({ ContentType: 'text/html' }),
  ],
  [
    'own-archive',
    'the check of an archived object',
    'storage-unreadable: the object was stored in the storage class DEEP_ARCHIVE, which cannot be read at once',
    storedWith({ StorageClass: 'DEEP_ARCHIVE' }),
  ],
  [
    'own-sse-c',
    'the check of an object with a customer-provided key (SSE-C)',
    'storage-unreadable: the object was stored under a customer-provided encryption key (SSE-C), without which it cannot be read',
    storedWith(customerKey),
  ],
  ['own-read', 'a read of an object with its own headers', `200; ${ours}`, readOf('GET')],
  ['own-read-range', 'the same, a part of it', `206; ${ours}`, readOf('GET', 'bytes=0-3')],
  ['own-read-head', 'the same by HEAD', `200; ${ours}`, readOf('HEAD')],
);
