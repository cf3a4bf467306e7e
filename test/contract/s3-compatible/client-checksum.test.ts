import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { createClient, type Client } from '../../../client/index.js';
import { crc64nvme } from '../../../client/crc64nvme.js';
import { ApiFront } from './api-front.js';
import { startService, type Service } from './service.js';
import { StorageProxy } from './storage-proxy.js';

jest.setTimeout(120_000);

const mebibyte = 1024 ** 2;
const policy = {
  maxSizeBytes: 50 * mebibyte,
  multipartThresholdBytes: mebibyte,
  allowedTypes: ['text/plain'],
};

let service: Service;
let front: ApiFront;
let client: Client;
const proxy = new StorageProxy();
beforeAll(async () => {
  service = await startService({ changes: policy, reach: (store) => proxy.listen(store) });
  front = new ApiFront(service);
  client = createClient({ apiUrl: await front.listen(), getToken: () => 'alice' });
}, 600_000);
afterAll(async () => {
  await front?.stop();
  await proxy.stop();
  await service?.stop();
});

const large = () => new File([randomBytes(6 * mebibyte).toString('hex')], 'digits.txt');

test('the store verifies the client’s CRC-64/NVME of a multipart upload against the whole object, and stores it', async () => {
  const file = large();
  const { id } = await client.upload(file, { checksum: crc64nvme });
  const verified = await client.waitForVerdict(id);
  expect(verified).toMatchObject({ status: 'verified', checks: { checksum: 'passed' } });
  const read = await (await client.download(id)).arrayBuffer();
  expect(Buffer.from(read).equals(Buffer.from(await file.arrayBuffer()))).toBe(true);
});

test('the store detects a byte that changes in transit, and the parts are sent again', async () => {
  const file = large();
  let isDone = false;
  proxy.alter = (part, piece) => {
    if (part !== 2 || isDone) return piece;
    isDone = true;
    const changed = Buffer.from(piece);
    changed[0] = (changed[0] ?? 0) ^ 1;
    return changed;
  };
  proxy.taken.length = 0;
  const { id } = await client.upload(file, { checksum: crc64nvme });
  expect(proxy.taken.sort()).toEqual([1, 1, 2, 2, 3, 3]);
  await client.waitForVerdict(id);
  const read = await (await client.download(id)).arrayBuffer();
  expect(Buffer.from(read).equals(Buffer.from(await file.arrayBuffer()))).toBe(true);
});
