import { randomBytes } from 'node:crypto';
import { Crc64Nvme } from '@aws-sdk/crc64-nvme';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { crc64nvme } from '../../client/crc64nvme.js';
import { connected } from './connected.js';
import { partBytes } from './contract-file.js';
import { ContractServer } from './contract-server.js';

const never = new AbortController().signal;
const sumOf = async (bytes: Uint8Array<ArrayBuffer> | string) =>
  Buffer.from((await crc64nvme(new Blob([bytes]), never)).crc64nvme ?? '', 'base64').toString('hex');

/** By an independent implementation. */
async function theirs(bytes: Uint8Array): Promise<string> {
  const sum = new Crc64Nvme();
  sum.update(bytes);
  return Buffer.from(await sum.digest()).toString('hex');
}

const counted = (from: number, step: number) => Uint8Array.from({ length: 4096 }, (_, i) => from + step * i);

// NVM Express, "NVM Command Set Specification" 1.0, figure "64b CRC Test Cases"; and the check of the CRC catalogue.
test.each([
  ['nine digits', '123456789', 'ae8b14860a799888'],
  ['4 KiB of zeros', new Uint8Array(4096), '6482d367eb22b64e'],
  ['4 KiB of ones', new Uint8Array(4096).fill(255), 'c0ddba7302eca3ac'],
  ['4 KiB counted up', counted(0, 1), '3e729f5f6750449c'],
  ['4 KiB counted down', counted(255, -1), '9a2df64b8e9e517e'],
  ['nothing', '', '0000000000000000'],
])('%s', async (_, bytes, sum) => expect(await sumOf(bytes)).toBe(sum));

test('every length around a word, and files longer than one chunk', async () => {
  const mebibyte = 1024 ** 2;
  const lengths = [...Array(40).keys(), 4 * mebibyte - 1, 4 * mebibyte, 4 * mebibyte + 9, 9 * mebibyte + 3];
  for (const length of lengths) {
    const bytes = new Uint8Array(randomBytes(length));
    expect(await sumOf(bytes)).toBe(await theirs(bytes));
  }
});

test('an abort stops reading', async () => {
  const stop = new AbortController();
  const sum = crc64nvme(new Blob([new Uint8Array(9 * 1024 ** 2)]), stop.signal);
  stop.abort(new Error('enough'));
  await expect(sum).rejects.toThrow('enough');
});

let server: ContractServer;
beforeEach(async () => {
  server = new ContractServer();
  await server.listen();
});
afterEach(() => server.close());

test('it is declared of a file in parts before a byte is sent', async () => {
  const { client } = connected(server.url);
  const bytes = new Uint8Array(randomBytes(5 * partBytes));
  const { id } = await client.upload(new File([bytes], 'film.bin'), { checksum: crc64nvme });
  expect(server.bytesOf(id)).toEqual(Buffer.from(bytes));
  const declared = JSON.parse(server.requests[0]?.body.toString() ?? '') as { crc64nvme: string };
  expect(Buffer.from(declared.crc64nvme, 'base64').toString('hex')).toBe(await theirs(bytes));
});
