import { createHash } from 'node:crypto';
import { send } from '../s3/send.js';
import type { Service } from '../s3-compatible/service.js';

const atOnce = 3;
const urlsAtOnce = 12;

interface Plan {
  readonly upload: { readonly parts: { readonly sizeBytes: number; readonly count: number } };
}
interface Signed {
  readonly parts: readonly {
    readonly partNumber: number;
    readonly url: string;
    readonly sizeBytes: number;
  }[];
}
interface Held {
  readonly parts: readonly {
    readonly partNumber: number;
    readonly sizeBytes: number;
    readonly etag: string;
  }[];
}

/**
 * One visit to a page that sends a large file: it has the upload's id and the file, and requests everything else. Ends
 * when the connection breaks, like a page that is reloaded then.
 *
 * @returns whether all parts are stored
 */
export async function visit(
  { call }: Service,
  id: string,
  read: (offset: number, length: number) => Buffer,
): Promise<boolean> {
  const { upload } = (await call<Plan>('presign', 'POST /uploads/{id}/renew', { id })).body;
  const { parts } = (await call<Held>('presign', 'GET /uploads/{id}/parts', { id })).body;
  // versitygw lists an interrupted part as a whole one (docs/s3-engines.md): its ETag, the MD5 of the stored bytes,
  // shows it.
  const isWhole = ({ partNumber, sizeBytes, etag }: Held['parts'][number]) =>
    etag === `"${md5(read((partNumber - 1) * upload.parts.sizeBytes, sizeBytes))}"`;
  const held = new Set(parts.filter(isWhole).map(({ partNumber }) => partNumber));
  const all = Array.from({ length: upload.parts.count }, (_, index) => index + 1);
  const missing = all.filter((number) => !held.has(number));
  let isBroken = false;

  while (missing.length > 0 && !isBroken) {
    const body = JSON.stringify({ partNumbers: missing.splice(0, urlsAtOnce) });
    const signed = (await call<Signed>('presign', 'POST /uploads/{id}/parts', { id, body })).body;
    const queue = [...signed.parts];
    const lane = async () => {
      for (let part = queue.shift(); part && !isBroken; part = queue.shift()) {
        const bytes = read((part.partNumber - 1) * upload.parts.sizeBytes, part.sizeBytes);
        const reply = await send(part.url, { method: 'PUT', body: bytes }).catch(() => undefined);
        if (!reply) isBroken = true;
        else if (reply.status !== 200)
          throw new Error(`part ${part.partNumber} was answered ${reply.status}`);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, lane));
  }
  return !isBroken;
}

const md5 = (bytes: Buffer): string => createHash('md5').update(bytes).digest('hex');
