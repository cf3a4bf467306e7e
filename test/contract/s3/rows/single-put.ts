import { group } from '../row.js';
import { refusal, send, sendCut, statusOf, type Sent } from '../send.js';
import { minutesAgo, type Store } from '../store.js';

const body = 'some bytes';

/** Changes the URL or headers in place, or returns what else to send. */
type Change =
  | ((url: URL, headers: Record<string, string>) => Sent)
  | ((url: URL, headers: Record<string, string>) => void);

/** A presigned PUT of a new file, with a modified request. */
async function put(store: Store, change: Change) {
  const { url, headers } = await store.signPut(store.file());
  const changed = new URL(url);
  const sent = { ...headers };
  const more = change(changed, sent) ?? {};
  return send(changed.href, { method: 'PUT', headers: sent, body, ...more });
}

const query = (name: string, change: (value: string) => string) => (store: Store) =>
  refusal(put(store, ({ searchParams }) => searchParams.set(name, change(searchParams.get(name) ?? ''))));

const header = (name: string, value?: string) => (store: Store) =>
  statusOf(
    put(store, (_url, headers) => {
      const { [name]: _old, ...rest } = headers;
      return { headers: { ...rest, ...(value !== undefined && { [name]: value }) } };
    }),
  );

async function signedAt(store: Store, at: Date): Promise<string> {
  const { url, headers } = await store.signPut(store.file(), at);
  return refusal(send(url, { method: 'PUT', headers, body }));
}

async function twentyAtOnce(store: Store): Promise<string> {
  const { url, headers } = await store.signPut(store.file());
  const all = Array.from({ length: 20 }, (_, n) => `bytes of ${String(n).padStart(1, '0').slice(-1)}`);
  const replies = await Promise.all(all.map((body) => send(url, { method: 'PUT', headers, body })));
  const stored = replies.filter(({ status }) => status === 200).length;
  // S3 user guide, "Conditional writes": 409 if a concurrent write of the key finishes.
  const refused = replies.filter(({ status }) => status === 412 || status === 409).length;
  return `${stored} stored, ${refused} refused`;
}

async function cutOff(store: Store): Promise<string> {
  const body = 'x'.repeat(1024 ** 2);
  const file = store.file(body);
  const { url, headers } = await store.signPut(file);
  await sendCut(url, { headers, body }, body.length / 2);
  const head = await store.objects.head(file.key);
  const stored = head ? `${head.sizeBytes} bytes` : 'nothing';
  return `${stored}, then ${await statusOf(send(url, { method: 'PUT', headers, body }))}`;
}

export const singlePut = group(
  'A signed PUT',
  ['put', 'as signed', '200', (store) => put(store, () => undefined).then(({ status }) => String(status))],
  [
    'put-again',
    'the same URL again',
    '200, 412',
    async (store) => {
      const file = store.file();
      return `${await statusOf(store.put(file))}, ${await statusOf(store.put(file))}`;
    },
  ],
  ['put-race', 'the same URL 20 times at once', '1 stored, 19 refused', twentyAtOnce],
  [
    'put-cut',
    'a body of 1 MiB whose connection breaks in the middle; then the same URL again',
    'nothing, then 200',
    cutOff,
  ],
  ['put-unconditional', 'without If-None-Match', '403', header('If-None-Match')],
  ['put-condition', 'with another If-None-Match', '403', header('If-None-Match', '"etag"')],
  ['put-type', 'with another Content-Type', '403', header('Content-Type', 'text/html')],
  ['put-no-type', 'without Content-Type', '403', header('Content-Type')],
  ['put-longer', 'a longer body', '403', (store) => statusOf(put(store, () => ({ body: `${body}!` })))],
  ['put-shorter', 'a shorter body', '403', (store) => statusOf(put(store, () => ({ body: 'some' })))],
  [
    'put-no-length',
    'a body without a length (chunked)',
    'refused',
    (store) =>
      refusal(put(store, (_url, headers) => ({ headers: { ...headers, 'Transfer-Encoding': 'chunked' } }))),
  ],
  [
    'put-bytes',
    'other bytes of the same length, no checksum declared',
    '200',
    (store) => statusOf(put(store, () => ({ body: 'evil bytes' }))),
  ],
  ['put-get', 'GET of its URL', '403', (store) => statusOf(put(store, () => ({ method: 'GET' })))],
  ['put-delete', 'DELETE of its URL', '403', (store) => statusOf(put(store, () => ({ method: 'DELETE' })))],
  [
    'put-key',
    'another key in the URL',
    '403',
    (store) => statusOf(put(store, (url) => void (url.pathname = `${url.pathname.slice(0, -1)}z`))),
  ],
  ['put-date', 'another date in the URL', 'refused', query('X-Amz-Date', () => amzDate(minutesAgo(1)))],
  ['put-life', 'a longer lifetime in the URL', 'refused', query('X-Amz-Expires', () => '86400')],
  ['put-scope', 'another region in the URL', 'refused', query('X-Amz-Credential', otherRegion)],
  ['put-who', 'another access key in the URL', 'refused', query('X-Amz-Credential', (value) => `A${value}`)],
  [
    'put-signed-headers',
    'a header removed from the list of signed headers, and not sent',
    'refused',
    (store) =>
      refusal(
        put(store, ({ searchParams }, headers) => {
          searchParams.set('X-Amz-SignedHeaders', 'content-length;content-type;host');
          const { 'If-None-Match': _condition, ...rest } = headers;
          return { headers: rest };
        }),
      ),
  ],
  ['put-signature', 'another signature', 'refused', query('X-Amz-Signature', (hex) => flipped(hex))],
  [
    'put-no-signature',
    'no signature',
    'refused',
    (store) => refusal(put(store, ({ searchParams }) => searchParams.delete('X-Amz-Signature'))),
  ],
  ['put-parameter', 'a parameter added to the URL', 'refused', query('x-amz-storage-class', () => 'GLACIER')],
  ['put-tags', 'tags added as a header', '403', header('x-amz-tagging', 'verdict=clean')],
  ['put-acl', 'an ACL added as a header', '403', header('x-amz-acl', 'public-read')],
  ['put-metadata', 'metadata added as a header', '403', header('x-amz-meta-owner', 'mallory')],
  ['put-expired', 'a minute after its expiry', 'refused', (store) => signedAt(store, minutesAgo(16))],
  ['put-early', 'an hour before its date', 'refused', (store) => signedAt(store, minutesAgo(-60))],
);

const amzDate = (at: Date): string => at.toISOString().replace(/[:-]|\.\d{3}/g, '');

function otherRegion(scope: string): string {
  const [who, day] = scope.split('/');
  return `${who}/${day}/ap-east-1/s3/aws4_request`;
}

const flipped = (hex: string): string => hex.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
