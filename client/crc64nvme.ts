/**
 * The checksum for files of any size. A separate module, so that it is only loaded if it is used.
 *
 * @module @waybill/client/crc64nvme
 */

import { throwIfAborted } from './api/abort.js';
import type { Checksum } from './transfer/checksum.js';
import { Crc64 } from './transfer/crc64.js';

/** A page renders sixty times a second: 4 MiB take a quarter of a frame. */
const pieceBytes = 4 * 1024 ** 2;

/**
 * Computes CRC-64/NVME of the whole file, the full-object checksum that S3 verifies for multipart uploads (user
 * guide, "Checking object integrity", full object checksums). The file is read once before it is sent, 4 MiB at a
 * time, so that memory use does not depend on its size.
 *
 * @param bytes the whole file
 * @param signal rejects with its reason when it is aborted
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
    // Reads the next chunk during the computation.
    next = read(from + pieceBytes);
    crc.update(piece);
  }
  return { crc64nvme: crc.base64 };
};
