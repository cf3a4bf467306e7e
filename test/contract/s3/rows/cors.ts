import { group } from '../row.js';
import { send, type Reply } from '../send.js';
import { pageOrigin, sendForm, type Store } from '../store.js';

const elsewhere = 'https://elsewhere.example';

async function preflight(store: Store, method: string, headers: string, origin = pageOrigin): Promise<Reply> {
  const { url } = await store.signPut(store.file());
  const asked = { 'Access-Control-Request-Method': method, 'Access-Control-Request-Headers': headers };
  return send(url, { method: 'OPTIONS', headers: { Origin: origin, ...asked } });
}

/** Whether a browser would send the request. */
function allowed({ status, headers }: Reply, method: string): string {
  const origins = [pageOrigin, '*'];
  const origin = origins.includes(String(headers['access-control-allow-origin']));
  const methods = String(headers['access-control-allow-methods']).split(/, ?/);
  return status >= 200 && status < 300 && origin && methods.includes(method) ? 'allowed' : 'not allowed';
}

const asked =
  (method: string, headers: string, origin?: string) =>
  async (store: Store): Promise<string> =>
    allowed(await preflight(store, method, headers, origin), method);

/** Whether a page of the origin may read the answer, and which of its headers. */
function readable({ status, headers }: Reply, origin = pageOrigin): string {
  const given = String(headers['access-control-allow-origin']);
  if (given !== origin && given !== '*') return `${status}, unreadable`;
  const exposed = String(headers['access-control-expose-headers']).toLowerCase().split(/, ?/);
  return `${status}, readable${exposed.includes('etag') ? ' with ETag' : ''}`;
}

async function put(store: Store, origin: string, changes: Record<string, string> = {}): Promise<Reply> {
  const { url, headers } = await store.signPut(store.file());
  const sent = { ...headers, Origin: origin, ...changes };
  return send(url, { method: 'PUT', headers: sent, body: 'some bytes' });
}

async function again(store: Store): Promise<string> {
  const { file } = await store.stored();
  const { url, headers } = await store.signPut(file);
  return readable(
    await send(url, { method: 'PUT', headers: { ...headers, Origin: pageOrigin }, body: 'some bytes' }),
  );
}

const signedHeaders = 'content-type,if-none-match,x-amz-checksum-sha256';

export const cors = group(
  'Pages of an allowed origin (CORS)',
  ['preflight-put', 'preflight of a PUT with its signed headers', 'allowed', asked('PUT', signedHeaders)],
  ['preflight-range', 'preflight of a read by ranges', 'allowed', asked('GET', 'range')],
  [
    'preflight-origin',
    'preflight from another origin',
    'not allowed',
    asked('PUT', signedHeaders, elsewhere),
  ],
  ['preflight-method', 'preflight of a DELETE', 'not allowed', asked('DELETE', 'content-type')],
  ['preflight-header', 'preflight with another header', 'not allowed', asked('PUT', 'x-amz-tagging')],
  ['cors-put', 'a PUT', '200, readable with ETag', async (store) => readable(await put(store, pageOrigin))],
  [
    'cors-elsewhere',
    'a PUT from another origin',
    '200, unreadable',
    async (store) => readable(await put(store, elsewhere), elsewhere),
  ],
  ['cors-again', 'a PUT of an existing key', '412, readable with ETag', again],
  [
    'cors-refused',
    'a PUT with a wrong signature',
    '403, readable with ETag',
    async (store) => readable(await put(store, pageOrigin, { 'Content-Type': 'text/html' })),
  ],
  [
    'cors-part',
    'a part',
    '200, readable with ETag',
    async (store) => {
      const file = store.file();
      const url = await store.signPart(file, await store.multipart.begin(file), 1, 10);
      return readable(
        await send(url, { method: 'PUT', headers: { Origin: pageOrigin }, body: 'some bytes' }),
      );
    },
  ],
  [
    'cors-form',
    'a form',
    '204, readable with ETag',
    async (store) =>
      readable(await sendForm(await store.signPost(store.file()), 'some bytes', { Origin: pageOrigin })),
  ],
  [
    'cors-read',
    'a read',
    '200, readable with ETag',
    async (store) => {
      const { file, versionId } = await store.stored();
      return readable(await send(await store.signRead(file, versionId), { headers: { Origin: pageOrigin } }));
    },
  ],
);
