import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { RangedReader } from '../../../lambda/core/content/index.js';

/** Opens a local file for the checker, with range reads like those of `validate` from S3. */
export async function withLocalFile<Answer>(
  path: string,
  look: (reader: RangedReader) => Promise<Answer>,
): Promise<Answer> {
  // Opening a named pipe would block until somebody writes. Windows has neither such a flag nor such files.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stat = await file.stat();
    if (!stat.isFile()) throw new Error('it is not a regular file');
    return await look({
      sizeBytes: stat.size,
      async read(offset, length) {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset);
        return buffer.subarray(0, bytesRead);
      },
    });
  } finally {
    await file.close();
  }
}
