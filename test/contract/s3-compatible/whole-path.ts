import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { send, statusOf } from '../s3/send.js';
import { sendForm } from '../s3/store.js';
import type { AddressingStyle } from '../../../lambda/core/settings/policy.js';
import { startService, type Service } from './service.js';

jest.setTimeout(60_000);

let service: Service;

interface Upload {
  readonly file: { readonly id: string };
  readonly upload: {
    readonly url: string;
    readonly headers: Record<string, string>;
    readonly fields: Record<string, string>;
  };
}

const text = 'A waybill says what is sent, by whom, and to where.\n';

async function created(method: 'put' | 'post' | 'multipart'): Promise<Upload> {
  const declared = { filename: 'note.txt', contentType: 'text/plain', sizeBytes: text.length, method };
  const reply = await service.call<Upload>('presign', 'POST /uploads', { body: JSON.stringify(declared) });
  expect(reply.status).toBe(201);
  return reply.body;
}

const statusOfFile = async (id: string) =>
  (await service.call<{ status: string }>('files', 'GET /files/{id}', { id })).body.status;

async function read(id: string): Promise<string> {
  const headers = { accept: 'application/json' };
  const asked = { id, headers };
  const { body } = await service.call<{ url: string }>('download', 'GET /files/{id}/content', asked);
  return (await send(body.url)).body.toString();
}

/** Guarantees on a store other than S3, with both addressing styles. */
export function takesFilesTheWholeWay(addressing: AddressingStyle): void {
  beforeAll(async () => {
    service = await startService({ addressing });
  }, 600_000);

  afterAll(() => service?.stop());

  test('a file has its whole life on another store: presigned, sent, checked, read, deleted', async () => {
    const { file, upload } = await created('put');
    const put = () => send(upload.url, { method: 'PUT', headers: upload.headers, body: text });
    expect(await statusOf(put())).toBe('200');
    await service.announce(file.id);
    expect(await statusOfFile(file.id)).toBe('verified');
    expect(await read(file.id)).toBe(text);
    expect(await statusOf(put())).toBe('412');
    expect((await service.call('files', 'DELETE /files/{id}', { id: file.id })).status).toBe(204);
    expect((await service.call('files', 'GET /files/{id}', { id: file.id })).status).toBe(404);
  });

  test('what is not what it was declared to be is refused and removed', async () => {
    const { file, upload } = await created('put');
    const evil = '<script>alert(1)</script>'.padEnd(text.length);
    await send(upload.url, {
      method: 'PUT',
      headers: upload.headers,
      body: `<!doctype html>${evil}`.slice(0, text.length),
    });
    await service.announce(file.id);
    expect(await statusOfFile(file.id)).toBe('rejected');
    expect(await service.buckets.isEmpty(service.bucket, file.id)).toBe(true);
  });

  test('a form sent again after the verdict changes nothing that a reader sees', async () => {
    const { file, upload } = await created('post');
    expect(await statusOf(sendForm(upload, text))).toBe('204');
    await service.announce(file.id);
    expect(await statusOf(sendForm(upload, text.toUpperCase()))).toBe('204');
    expect(await read(file.id)).toBe(text);
    await service.announce(file.id);
    expect(await read(file.id)).toBe(text);
  });

  test('a file in parts is joined, checked and read', async () => {
    const { file } = await created('multipart');
    const { id } = file;
    const body = JSON.stringify({ partNumbers: [1] });
    const signed = await service.call<{ parts: { url: string }[] }>('presign', 'POST /uploads/{id}/parts', {
      id,
      body,
    });
    expect(await statusOf(send(signed.body.parts[0]?.url ?? '', { method: 'PUT', body: text }))).toBe('200');
    expect((await service.call('presign', 'POST /uploads/{id}/complete', { id })).status).toBe(202);
    await service.announce(id);
    expect(await read(id)).toBe(text);
  });
}
