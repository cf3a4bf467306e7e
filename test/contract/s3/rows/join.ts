import { AwsError } from '../../../../lambda/aws/http/aws-error.js';
import type { FileRecord } from '../../../../lambda/core/file/file.js';
import type { StoredPart } from '../../../../lambda/core/upload/upload-parts.js';
import { crc64nvme } from '../crc64nvme.js';
import { group } from '../row.js';
import type { Store } from '../store.js';

interface Ready {
  readonly file: FileRecord;
  readonly uploadId: string;
  readonly parts: readonly StoredPart[];
}

/** An upload with all of its parts. */
async function ready(
  store: Store,
  sent: readonly (string | Uint8Array)[] = ['some bytes'],
  changes: Partial<FileRecord> = {},
): Promise<Ready> {
  const sizeBytes = sent.reduce((sum, body) => sum + Buffer.byteLength(body), 0);
  const file = store.file('', { sizeBytes, method: 'multipart', ...changes });
  const uploadId = await store.multipart.begin(file);
  for (const [index, body] of sent.entries()) await store.putPart(file, uploadId, index + 1, body);
  return { file, uploadId, parts: (await store.multipart.listParts(file.key, uploadId)) ?? [] };
}

/** Our adapter's result; an unexpected error is a refusal. */
async function join(store: Store, { file, uploadId, parts }: Ready): Promise<string> {
  try {
    return await store.multipart.join(file, uploadId, parts);
  } catch (error) {
    const status = error instanceof AwsError ? error.status : undefined;
    if (status && status >= 400 && status < 500) return 'refused';
    throw error;
  }
}

const mebibytes = (count: number, fill: string): Buffer => Buffer.alloc(count * 1024 ** 2, fill);

async function twoParts(store: Store): Promise<string> {
  const upload = await ready(store, [mebibytes(5, 'a'), 'the rest']);
  const joined = await join(store, upload);
  const head = await store.objects.head(upload.file.key);
  const { versionId = '', sizeBytes = 0 } = head ?? {};
  const reader = store.objects.reader(upload.file.key, { versionId, sizeBytes });
  const seam = await reader.read(5 * 1024 ** 2 - 2, 10);
  return `${joined}, ${sizeBytes} bytes, ${Buffer.from(seam).toString()}`;
}

async function race(store: Store): Promise<string> {
  const upload = await ready(store);
  const answers = await Promise.all(Array.from({ length: 20 }, () => join(store, upload)));
  const joined = answers.filter((answer) => answer === 'joined').length;
  const odd = answers.filter((answer) => answer !== 'joined' && answer !== 'unknown').length;
  const versions = await store.versionCount(upload.file.key);
  return `${versions} version, ${joined > 0 ? 'joined' : 'never joined'}, ${odd} other answers`;
}

async function summed(store: Store, sent: string): Promise<string> {
  const declared = crc64nvme('some bytes');
  const upload = await ready(store, [sent], { crc64nvme: declared });
  const answer = await join(store, upload);
  if (answer !== 'joined') return answer;
  const head = await store.objects.head(upload.file.key);
  return `joined, ${head?.crc64nvme === declared ? 'kept' : 'not kept'}`;
}

export const joining = group(
  'Joining parts',
  ['join', 'all parts, the first of 5 MiB', 'joined, 5242888 bytes, aathe rest', twoParts],
  [
    'join-taken',
    'if the key has an object already',
    'unknown',
    async (store) => {
      const upload = await ready(store);
      await store.put(upload.file);
      return join(store, upload);
    },
  ],
  ['join-race', '20 times at once', '1 version, joined, 0 other answers', race],
  [
    'join-size',
    'with a wrong size of the object',
    'refused',
    async (store) => {
      const upload = await ready(store);
      const parts = upload.parts.map((part) => ({ ...part, sizeBytes: part.sizeBytes + 1 }));
      return join(store, { ...upload, parts });
    },
  ],
  [
    'join-replaced',
    'a part that was sent again after it was listed',
    'parts-changed',
    async (store) => {
      const upload = await ready(store);
      await store.putPart(upload.file, upload.uploadId, 1, 'evil bytes');
      return join(store, upload);
    },
  ],
  [
    'join-missing',
    'a missing part',
    'parts-changed',
    async (store) => {
      const upload = await ready(store);
      const [first] = upload.parts;
      return join(store, { ...upload, parts: first ? [{ ...first, partNumber: 2 }] : [] });
    },
  ],
  [
    'join-small',
    'a part below 5 MiB that is not the last',
    'refused',
    async (store) => join(store, await ready(store, ['a', 'b'])),
  ],
  [
    'join-aborted',
    'an upload that was aborted',
    'unknown',
    async (store) => {
      const upload = await ready(store);
      await store.multipart.abort(upload.file.key, upload.uploadId);
      return join(store, upload);
    },
  ],
  [
    'join-crc64',
    'with the CRC-64/NVME of the whole object',
    'joined, kept',
    (store) => summed(store, 'some bytes'),
  ],
  ['join-crc64-bytes', 'with a wrong CRC-64/NVME', 'parts-changed', (store) => summed(store, 'evil bytes')],
);
