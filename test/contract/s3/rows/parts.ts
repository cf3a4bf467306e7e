import { group } from '../row.js';
import { send, sendCut, statusOf, type Sent } from '../send.js';
import { minutesAgo, type Store } from '../store.js';

/** Changes the URL or headers in place, or returns what else to send. */
type Change = ((url: URL) => Sent) | ((url: URL) => void);

/** A new upload and its first part's URL, with a modified request. */
async function part(store: Store, change: Change = () => undefined, at?: Date) {
  const file = store.file();
  const uploadId = await store.multipart.begin(file);
  const url = new URL(await store.signPart(file, uploadId, 1, 10, at));
  const more = change(url) ?? {};
  return send(url.href, { method: 'PUT', body: 'some bytes', ...more });
}

async function afterwards(store: Store, end: 'abort' | 'join'): Promise<string> {
  const file = store.file();
  const uploadId = await store.multipart.begin(file);
  const url = await store.signPart(file, uploadId, 1, 10);
  const first = await send(url, { method: 'PUT', body: 'some bytes' });
  const parts = (await store.multipart.listParts(file.key, uploadId)) ?? [];
  await (end === 'abort'
    ? store.multipart.abort(file.key, uploadId)
    : store.multipart.join(file, uploadId, parts));
  return `${first.status}, ${await statusOf(send(url, { method: 'PUT', body: 'evil bytes' }))}`;
}

async function ofAnotherUpload(store: Store): Promise<string> {
  const file = store.file();
  const [one, other] = [await store.multipart.begin(file), await store.multipart.begin(file)];
  const url = (await store.signPart(file, one, 1, 10)).replace(
    encodeURIComponent(one),
    encodeURIComponent(other),
  );
  return statusOf(send(url, { method: 'PUT', body: 'some bytes' }));
}

async function again(store: Store): Promise<string> {
  const file = store.file();
  const uploadId = await store.multipart.begin(file);
  const first = await store.putPart(file, uploadId, 1, 'some bytes');
  const second = await store.putPart(file, uploadId, 1, 'other bytes');
  const parts = await store.multipart.listParts(file.key, uploadId);
  const sizes = parts?.map(({ sizeBytes }) => sizeBytes).sort((one, other) => one - other);
  return `${first.status}, ${second.status}, ${sizes?.join()} bytes`;
}

async function manyParts(store: Store): Promise<string> {
  const file = store.file();
  const uploadId = await store.multipart.begin(file);
  const numbers = Array.from({ length: 1_001 }, (_, index) => index + 1);
  while (numbers.length > 0) {
    await Promise.all(numbers.splice(0, 16).map((number) => store.putPart(file, uploadId, number, 'x')));
  }
  const parts = (await store.multipart.listParts(file.key, uploadId)) ?? [];
  await store.multipart.abort(file.key, uploadId);
  const isOrdered = parts.every(({ partNumber }, index) => partNumber === index + 1);
  return `${parts.length} parts${isOrdered ? ' in order' : ''}`;
}

async function withTag(store: Store): Promise<string> {
  const file = store.file();
  const uploadId = await store.multipart.begin(file);
  const { headers } = await store.putPart(file, uploadId, 1, 'some bytes');
  const [listed] = (await store.multipart.listParts(file.key, uploadId)) ?? [];
  return headers['etag'] === listed?.etag ? 'the ETag that the list has' : `another ETag`;
}

async function cutOff(store: Store): Promise<string> {
  const file = store.file();
  const uploadId = await store.multipart.begin(file);
  const body = 'x'.repeat(1024 ** 2);
  await sendCut(await store.signPart(file, uploadId, 1, body.length), { body }, body.length / 2);
  const [listed] = (await store.multipart.listParts(file.key, uploadId)) ?? [];
  return listed ? `a part of ${listed.sizeBytes} bytes` : 'no part';
}

export const parts = group(
  'A signed part',
  ['part', 'as signed', '200', (store) => statusOf(part(store))],
  ['part-etag', 'as signed: its ETag', 'the ETag that the list has', withTag],
  ['part-again', 'the same part with another length, by a URL of its own', '200, 200, 11 bytes', again],
  ['part-longer', 'a longer body', '403', (store) => statusOf(part(store, () => ({ body: 'some bytes!' })))],
  ['part-shorter', 'a shorter body', '403', (store) => statusOf(part(store, () => ({ body: 'some' })))],
  [
    'part-number',
    'another part in the URL',
    '403',
    (store) => statusOf(part(store, ({ searchParams }) => searchParams.set('partNumber', '2'))),
  ],
  ['part-upload', 'another upload of the same key in the URL', '403', ofAnotherUpload],
  [
    'part-whole',
    'upload and part removed from the URL: a whole object',
    '403',
    (store) =>
      statusOf(
        part(store, ({ searchParams }) => {
          searchParams.delete('uploadId');
          searchParams.delete('partNumber');
        }),
      ),
  ],
  [
    'part-copy',
    'a copy of another object as a header',
    '403',
    (store) => statusOf(part(store, () => ({ headers: { 'x-amz-copy-source': '/bucket/key' } }))),
  ],
  [
    'part-expired',
    'a minute after its expiry',
    '403',
    (store) => statusOf(part(store, undefined, minutesAgo(16))),
  ],
  ['part-cut', 'a part of 1 MiB whose connection breaks in the middle', 'no part', cutOff],
  [
    'part-aborted',
    'the same URL after the upload was aborted',
    '200, 404',
    (store) => afterwards(store, 'abort'),
  ],
  [
    'part-joined',
    'the same URL after the parts were joined',
    '200, 404',
    (store) => afterwards(store, 'join'),
  ],
  ['parts-listed', 'a list of 1,001 parts, in more than one page', '1001 parts in order', manyParts],
  [
    'parts-unknown',
    'a list of an upload that was aborted',
    'no such upload',
    async (store) => {
      const file = store.file();
      const uploadId = await store.multipart.begin(file);
      await store.multipart.abort(file.key, uploadId);
      return (await store.multipart.listParts(file.key, uploadId)) ? 'a list' : 'no such upload';
    },
  ],
  [
    'abort-again',
    'an abort of an upload that was aborted',
    'done',
    async (store) => {
      const file = store.file();
      const uploadId = await store.multipart.begin(file);
      await store.multipart.abort(file.key, uploadId);
      await store.multipart.abort(file.key, uploadId);
      return 'done';
    },
  ],
);
