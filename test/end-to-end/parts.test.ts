import { ListMultipartUploadsCommand, S3Client } from '@aws-sdk/client-s3';
import { Crc64Nvme } from '@aws-sdk/crc64-nvme';
import { describe, expect, test } from '@jest/globals';
import { system } from '../stack/system.js';
import { made } from './fixture.js';
import { person, type Person, type ShownFile } from './person.js';
import { storedVersions } from './stored-versions.js';

interface Parts {
  readonly parts: readonly { partNumber: number; url: string; sizeBytes: number; etag: string }[];
}
interface Begun {
  readonly id: string;
  readonly upload: {
    readonly method: string;
    readonly parts: { readonly sizeBytes: number; readonly count: number };
  };
}

const mebibyte = 1024 ** 2;
const long = made(
  Buffer.alloc(12 * mebibyte, 'All work and no play makes Jack a dull boy.\n'),
  'text/plain',
  'novel.txt',
);

async function begin(
  alice: Person,
  more: object = {},
): Promise<
  Begun & { send(partNumber: number): Promise<number>; sign(...partNumbers: number[]): Promise<Parts> }
> {
  const begun = (await alice.create(long, { method: 'multipart', ...more })) as unknown as Begun;
  const sign = (...partNumbers: number[]) =>
    alice.ask<Parts>(`/uploads/${begun.id}/parts`, { method: 'POST', body: { partNumbers } });
  const send = async (partNumber: number) => {
    const { parts } = await sign(partNumber);
    const [{ url, sizeBytes } = { url: '', sizeBytes: 0 }] = parts;
    const from = (partNumber - 1) * begun.upload.parts.sizeBytes;
    return (
      await fetch(url, { method: 'PUT', body: new Uint8Array(long.bytes.subarray(from, from + sizeBytes)) })
    ).status;
  };
  return { ...begun, send, sign };
}

const complete = (alice: Person, id: string) => alice.call(`/uploads/${id}/complete`, { method: 'POST' });

async function openUploads(id: string): Promise<number> {
  const client = new S3Client({ ...system.client, forcePathStyle: true });
  const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket: system.bucket }));
  return Uploads.filter(({ Key }) => Key?.endsWith(id)).length;
}

describe('a file sent in parts', () => {
  test('continues after a reload with the missing parts, and is read byte for byte', async () => {
    const alice = await person();
    const { id, upload, send } = await begin(alice);
    expect(upload).toMatchObject({ method: 'multipart', parts: { sizeBytes: 5 * mebibyte, count: 3 } });
    expect(await send(2)).toBe(200);

    const refused = await complete(alice, id);
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({
      code: 'upload-incomplete',
      detail: expect.stringContaining('1, 3'),
    });

    const { parts } = await alice.ask<Parts>(`/uploads/${id}/parts`);
    expect(parts).toMatchObject([{ partNumber: 2, sizeBytes: 5 * mebibyte, etag: expect.any(String) }]);
    expect([await send(1), await send(3)]).toEqual([200, 200]);

    expect((await complete(alice, id)).status).toBe(202);
    expect(await alice.verdict(id)).toMatchObject({ status: 'verified', sizeBytes: 12 * mebibyte });
    expect(Buffer.from(await (await alice.read(id)).arrayBuffer()).equals(long.bytes)).toBe(true);
  });

  test('is joined once, with any number of concurrent requests', async () => {
    const alice = await person();
    const { id, send } = await begin(alice);
    for (const partNumber of [1, 2, 3]) await send(partNumber);
    const answers = await Promise.all(Array.from({ length: 20 }, () => complete(alice, id)));
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(202));
    const { status, revision } = await alice.verdict(id);
    expect(status).toBe('verified');
    const { key } = await storedKey(id);
    expect(await storedVersions(key)).toBe(1);
    expect((await complete(alice, id)).status).toBe(202);
    expect((await alice.ask<ShownFile>(`/files/${id}`)).revision).toBe(revision);
  });

  test('with a declared CRC-64/NVME is joined only if it has those bytes', async () => {
    const alice = await person();
    const crc = new Crc64Nvme();
    crc.update(long.bytes);
    const crc64nvme = Buffer.from(await crc.digest()).toString('base64');
    const joined = async (declared: string) => {
      const { id, send } = await begin(alice, { crc64nvme: declared });
      for (const partNumber of [1, 2, 3]) expect(await send(partNumber)).toBe(200);
      return { id, status: (await complete(alice, id)).status };
    };
    const { id, status } = await joined(crc64nvme);
    expect(status).toBe(202);
    expect(await alice.verdict(id)).toMatchObject({ status: 'verified', checks: { checksum: 'passed' } });
    expect(await joined('AAAAAAAAAAA=')).toMatchObject({ status: 409 });
  });

  test('of a stream ends where the stream does: its size is a maximum until then', async () => {
    const alice = await person();
    const more = { sizeBytes: 40 * mebibyte, sizeIsMaximum: true };
    const { id, upload } = (await alice.create(long, more)) as unknown as Begun;
    expect(upload.parts).toEqual({ sizeBytes: 5 * mebibyte, count: 8 });
    const bytes = long.bytes.subarray(0, 7 * mebibyte + 3);
    const send = async (partNumber: number, length?: number) => {
      const body = { partNumbers: [partNumber], sizeBytes: length };
      const { parts } = await alice.ask<Parts>(`/uploads/${id}/parts`, { method: 'POST', body });
      const from = (partNumber - 1) * upload.parts.sizeBytes;
      const part = new Uint8Array(bytes.subarray(from, from + upload.parts.sizeBytes));
      return (await fetch(parts[0]?.url ?? '', { method: 'PUT', body: part })).status;
    };
    expect((await complete(alice, id)).status).toBe(409);
    // The length is signed.
    expect(await send(2)).toBe(403);
    expect([await send(1), await send(2, 2 * mebibyte + 3)]).toEqual([200, 200]);
    expect((await complete(alice, id)).status).toBe(202);
    expect(await alice.verdict(id)).toMatchObject({ status: 'verified', sizeBytes: bytes.length });
    expect(Buffer.from(await (await alice.read(id)).arrayBuffer()).equals(bytes)).toBe(true);
  });

  test('accepts no part of another length, and none beyond the last', async () => {
    const alice = await person();
    const { id, sign } = await begin(alice);
    const [{ url } = { url: '' }] = (await sign(1)).parts;
    expect((await fetch(url, { method: 'PUT', body: 'short' })).status).toBe(403);
    const beyond = await alice.call(`/uploads/${id}/parts`, { method: 'POST', body: { partNumbers: [4] } });
    expect(await beyond.json()).toMatchObject({
      code: 'invalid-request',
      errors: [{ pointer: '/partNumbers/0' }],
    });
  });

  test('that is aborted leaves no part behind, and its URLs are useless', async () => {
    const alice = await person();
    const { id, send, sign } = await begin(alice);
    await send(1);
    const [{ url } = { url: '' }] = (await sign(2)).parts;
    expect((await alice.call(`/uploads/${id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await alice.call(`/uploads/${id}`, { method: 'DELETE' })).status).toBe(204);
    expect(await openUploads(id)).toBe(0);
    expect((await fetch(url, { method: 'PUT', body: new Uint8Array(5 * mebibyte) })).status).toBe(404);
    for (const path of [`/uploads/${id}/complete`, `/uploads/${id}/renew`]) {
      expect((await alice.call(path, { method: 'POST' })).status).toBe(410);
    }
  });

  test('can only be sent, listed, completed and aborted by its owner', async () => {
    const { id } = await begin(await person());
    const mallory = await person();
    const answers = await Promise.all([
      mallory.call(`/uploads/${id}/parts`, { method: 'POST', body: { partNumbers: [1] } }),
      mallory.call(`/uploads/${id}/parts`),
      mallory.call(`/uploads/${id}/renew`, { method: 'POST' }),
      complete(mallory, id),
      mallory.call(`/uploads/${id}`, { method: 'DELETE' }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
  });
});

/** The key ends with the id; the two digits and the owner precede it. */
async function storedKey(id: string): Promise<{ key: string }> {
  const { ListObjectsV2Command } = await import('@aws-sdk/client-s3');
  const client = new S3Client({ ...system.client, forcePathStyle: true });
  const { Contents = [] } = await client.send(
    new ListObjectsV2Command({ Bucket: system.bucket, Prefix: 'files/' }),
  );
  return { key: Contents.find(({ Key }) => Key?.endsWith(id))?.Key ?? '' };
}
