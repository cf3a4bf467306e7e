import { createHash } from 'node:crypto';
import { crc64nvme } from '../crc64nvme.js';
import { group } from '../row.js';
import { send, statusOf } from '../send.js';
import { sendForm, type Store } from '../store.js';

const body = 'some bytes';
const sha256 = createHash('sha256').update(body).digest('base64');
const otherSha256 = createHash('sha256').update('evil bytes').digest('base64');
const crc64 = crc64nvme(body);

type Checksum = { readonly sha256: string } | { readonly crc64nvme: string };

async function put(store: Store, declared: Checksum, sent: string, changes: Record<string, string> = {}) {
  const file = store.file(body, declared);
  const { url, headers } = await store.signPut(file);
  const reply = await send(url, { method: 'PUT', headers: { ...headers, ...changes }, body: sent });
  if (reply.status !== 200) return String(reply.status);
  const head = await store.objects.head(file.key);
  const name = 'sha256' in declared ? 'sha256' : 'crc64nvme';
  const isKept = head?.[name] === Object.values(declared)[0];
  return `200, ${isKept ? 'kept' : 'not kept'}`;
}

async function form(store: Store, declared: Checksum, sent: string): Promise<string> {
  return statusOf(sendForm(await store.signPost(store.file(body, declared)), sent));
}

async function without(store: Store): Promise<string> {
  const { url, headers } = await store.signPut(store.file(body, { sha256 }));
  const { 'x-amz-checksum-sha256': _left, ...rest } = headers as Record<string, string>;
  return statusOf(send(url, { method: 'PUT', headers: rest, body }));
}

export const checksum = group(
  'Declared checksums',
  ['sha256', 'PUT with the SHA-256 of its bytes', '200, kept', (store) => put(store, { sha256 }, body)],
  ['sha256-bytes', 'PUT of other bytes', '400', (store) => put(store, { sha256 }, 'evil bytes')],
  ['sha256-left-out', 'PUT without the signed header', '403', without],
  [
    'sha256-changed',
    'PUT of other bytes with their own SHA-256 instead of the signed one',
    '403',
    (store) => put(store, { sha256 }, 'evil bytes', { 'x-amz-checksum-sha256': otherSha256 }),
  ],
  [
    'crc64',
    'PUT with the CRC-64/NVME of its bytes',
    '200, kept',
    (store) => put(store, { crc64nvme: crc64 }, body),
  ],
  ['crc64-bytes', 'PUT of other bytes', '400', (store) => put(store, { crc64nvme: crc64 }, 'evil bytes')],
  ['form-sha256', 'form with the SHA-256 of its bytes', '204', (store) => form(store, { sha256 }, body)],
  ['form-sha256-bytes', 'form with other bytes', '400', (store) => form(store, { sha256 }, 'evil bytes')],
);
