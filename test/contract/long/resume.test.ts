import { createHash } from 'node:crypto';
import http from 'node:http';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { startService, type Service } from '../s3-compatible/service.js';
import { CutLink } from './cut-link.js';
import { visit } from './page-visit.js';

jest.setTimeout(600_000);

const mebibyte = 1024 ** 2;
const sizeBytes = 400 * mebibyte;
const cuts = 5;

let service: Service;
let link: CutLink;

beforeAll(async () => {
  service = await startService({
    changes: { maxSizeBytes: sizeBytes },
    reach: (store) => {
      link = new CutLink(store, sizeBytes / (cuts + 1), cuts);
      return link.listen();
    },
  });
});

afterAll(async () => {
  await link?.stop();
  await service?.stop();
});

/** A MiB of plain text, different from each other MiB. */
function block(index: number): Buffer {
  const line = `This is line of block ${String(index).padStart(6, '0')}, and says nothing else.\n`;
  return Buffer.alloc(mebibyte, line);
}

/** Parts begin and end on whole MiB. */
function read(offset: number, length: number): Buffer {
  const blocks = Array.from({ length: length / mebibyte }, (_, index) => block(offset / mebibyte + index));
  return Buffer.concat(blocks);
}

function sent(): string {
  const hash = createHash('sha256');
  for (let index = 0; index < sizeBytes / mebibyte; index++) hash.update(block(index));
  return hash.digest('hex');
}

const received = (url: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const hash = createHash('sha256');
    http
      .get(url, (answer) => {
        answer.on('data', (chunk: Buffer) => hash.update(chunk));
        answer.on('end', () => resolve(hash.digest('hex')));
        answer.on('error', reject);
      })
      .on('error', reject);
  });

test('400 MB over a connection that is cut five times, with the page reloaded each time', async () => {
  const body = JSON.stringify({ filename: 'log.txt', contentType: 'text/plain', sizeBytes });
  const created = await service.call<{ file: { id: string } }>('presign', 'POST /uploads', { body });
  const { id } = created.body.file;

  let visits = 1;
  while (!(await visit(service, id, read))) visits += 1;
  expect(link.cuts).toBe(cuts);
  expect(visits).toBe(cuts + 1);
  expect(link.needless).toEqual([]);

  expect((await service.call('presign', 'POST /uploads/{id}/complete', { id })).status).toBe(202);
  await service.announce(id);
  const file = await service.call<{ status: string; sizeBytes: number }>('files', 'GET /files/{id}', { id });
  expect(file.body).toMatchObject({ status: 'verified', sizeBytes });
  const headers = { accept: 'application/json' };
  const content = await service.call<{ url: string }>('download', 'GET /files/{id}/content', { id, headers });
  expect(await received(content.body.url)).toBe(sent());
});
