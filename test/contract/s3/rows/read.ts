import { group } from '../row.js';
import { refusal, send, statusOf, type Sent } from '../send.js';
import { minutesAgo, type Store } from '../store.js';

/** Changes the URL or headers in place, or returns what else to send. */
type Change = ((url: URL) => Sent) | ((url: URL) => void);

/** A presigned read of a stored version, with a modified request. */
async function read(store: Store, change: Change = () => undefined, filename?: string) {
  const { file, versionId } = await store.stored();
  const url = new URL(await store.signRead(file, versionId, filename === undefined ? {} : { filename }));
  const more = change(url) ?? {};
  return send(url.href, more);
}

const query = (name: string, value: string) => (store: Store) =>
  refusal(read(store, ({ searchParams }) => searchParams.set(name, value)));

const range = (bytes: string) => async (store: Store) => {
  const reply = await read(store, () => ({ headers: { Range: `bytes=${bytes}` } }));
  const { status, headers, body } = reply;
  return status === 206 ? `206, ${String(headers['content-range'])}, ${body.toString()}` : String(status);
};

async function overridden(store: Store): Promise<string> {
  const { file, versionId } = await store.stored();
  const url = await store.signRead({ ...file, contentType: 'image/webp' }, versionId);
  const { status, headers } = await send(url);
  const names = ['content-type', 'content-disposition', 'cache-control'] as const;
  return [status, ...names.map((name) => headers[name])].join('; ');
}

async function named(store: Store): Promise<string> {
  const { headers } = await read(store, undefined, 'r\u00e9sum\u00e9 "1" + 100% (a).pdf');
  return String(headers['content-disposition']);
}

async function olderVersion(store: Store): Promise<string> {
  const { file, versionId } = await store.stored();
  const url = await store.signRead(file, versionId);
  await store.hide(file.key);
  const hidden = await send(url);
  await store.objects.removeVersion(file.key, versionId);
  return `${hidden.status} ${hidden.body.toString()}, ${await statusOf(send(url))}`;
}

async function notModified(store: Store): Promise<string> {
  const { file, versionId } = await store.stored();
  const url = await store.signRead(file, versionId);
  const { headers } = await send(url);
  return statusOf(send(url, { headers: { 'If-None-Match': String(headers['etag']) } }));
}

export const reads = group(
  'A presigned read',
  [
    'read',
    'as signed: name, type and caching from the URL',
    '200; image/webp; attachment; filename=me.png; private, immutable, max-age=3600',
    overridden,
  ],
  [
    'read-name',
    'of a name with quotes, spaces, signs and letters beyond ASCII',
    `attachment; filename="r?sum? \\"1\\" + 100% (a).pdf"; filename*=UTF-8''r%C3%A9sum%C3%A9%20%221%22%20%2B%20100%25%20%28a%29.pdf`,
    named,
  ],
  ['read-range', 'bytes 5 to 8', '206, bytes 5-8/10, byte', range('5-8')],
  ['read-tail', 'the last 5 bytes', '206, bytes 5-9/10, bytes', range('-5')],
  ['read-beyond', 'bytes after the end', '416', range('10-20')],
  ['read-if-changed', 'with If-None-Match of its ETag', '304', notModified],
  ['read-head', 'HEAD of its URL', '403', (store) => statusOf(read(store, () => ({ method: 'HEAD' })))],
  [
    'read-put',
    'PUT to its URL',
    '403',
    (store) => statusOf(read(store, () => ({ method: 'PUT', body: 'evil' }))),
  ],
  ['read-version', 'another version in the URL', 'refused', query('versionId', 'null')],
  ['read-type', 'another content type in the URL', 'refused', query('response-content-type', 'text/html')],
  [
    'read-disposition',
    'another disposition in the URL',
    'refused',
    query('response-content-disposition', 'inline'),
  ],
  ['read-language', 'an override added to the URL', 'refused', query('response-content-language', 'de')],
  [
    'read-no-version',
    'the version removed from the URL',
    'refused',
    (store) => refusal(read(store, ({ searchParams }) => searchParams.delete('versionId'))),
  ],
  [
    'read-two-ways',
    'with an Authorization header beside the signature',
    'refused',
    (store) => refusal(read(store, () => ({ headers: { Authorization: 'Bearer token' } }))),
  ],
  [
    'read-expired',
    'a minute after its expiry',
    'refused',
    async (store) => {
      const { file, versionId } = await store.stored();
      return refusal(send(await store.signRead(file, versionId, { at: minutesAgo(16) })));
    },
  ],
  [
    'read-hidden',
    'a pinned version under a delete marker, then after its own removal',
    '200 some bytes, 404',
    olderVersion,
  ],
);
