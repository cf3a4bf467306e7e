/**
 * The checksum for files of any size. A module of its own, so that who does not use it does not load it.
 *
 * @module @waybill/client/crc64nvme
 */

import { throwIfAborted } from './api/abort.js';
import type { Checksum } from './transfer/checksum.js';
import { Crc64 } from './transfer/crc64.js';

/** A page draws sixty times a second: 4 MiB take a quarter of that. */
const pieceBytes = 4 * 1024 ** 2;

/**
 * Computes CRC-64/NVME of the whole file, the one checksum that S3 compares for files that are sent in parts (user
 * guide, "Checking object integrity", full object checksums). The file is read once before it is sent, 4 MiB at a time,
 * so that its size does not matter to memory.
 *
 * @param bytes the whole file
 * @param signal rejects with its reason once it is aborted
 * @returns the checksum in base64
 * @example
 * import { crc64nvme } from '@waybill/client/crc64nvme';
 *
 * await client.upload(file, { checksum: crc64nvme });
 */
export const crc64nvme: Checksum = async (bytes, signal) => {
  const crc = new Crc64();
  const read = (from: number) => bytes.slice(from, from + pieceBytes).arrayBuffer();
  let next = read(0);
  for (let from = 0; from < bytes.size; from += pieceBytes) {
    const piece = new Uint8Array(await next);
    throwIfAborted(signal);
    // The disk works while the sum is taken.
    next = read(from + pieceBytes);
    crc.update(piece);
  }
  return { crc64nvme: crc.base64 };
};
