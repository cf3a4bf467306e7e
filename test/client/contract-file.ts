import type { StoredFile } from '../../client/index.js';
import { json, problem, soon, type Reply, type Request } from './contract-reply.js';

export const partBytes = 100;
/** Of a stream: as the service plans them. */
export const streamPartBytes = 5 * 1024 ** 2;

export interface Entry {
  file: StoredFile;
  /** The size that was declared is a maximum. */
  readonly isStream: boolean;
  /** Of multipart uploads. */
  parts?: Map<number, Buffer>;
  bytes?: Buffer;
  /** How often the file was read after its bytes arrived: the verdict is there on the second read. */
  looks: number;
}

/** A newly created file. */
export const blank = {
  status: 'pending',
  detectedType: null,
  width: null,
  height: null,
  contains: null,
  metadata: {},
  checks: { size: 'pending', checksum: 'pending', type: 'pending', malware: 'skipped' },
  reasons: [],
  warnings: [],
  createdAt: '2026-11-22T10:00:00.000Z',
  uploadedAt: null,
  verifiedAt: null,
  revision: 1,
} as const satisfies Partial<StoredFile>;

/** The routes under /uploads/{id}/parts. */
export function partsAnswer(url: string, { file, parts, isStream }: Entry, { method, body }: Request): Reply {
  if (!parts) return problem(422, 'method-not-suitable', 'This upload has no parts');
  if (method === 'GET') {
    const stored = [...parts].map(([partNumber, { length }]) => ({
      partNumber,
      sizeBytes: length,
      etag: '"x"',
    }));
    return json(200, { parts: stored });
  }
  const { partNumbers, sizeBytes } = JSON.parse(body.toString()) as {
    partNumbers: number[];
    sizeBytes?: number;
  };
  const planned = isStream ? streamPartBytes : partBytes;
  const signed = partNumbers.map((partNumber) => ({
    partNumber,
    url: `${url}/storage/${file.id}/${partNumber}`,
    headers: {},
    sizeBytes: sizeBytes ?? Math.min(planned, file.sizeBytes - (partNumber - 1) * planned),
    expiresAt: soon(),
  }));
  return json(200, { parts: signed });
}

const elf = Buffer.from([0x7f, 0x45, 0x4c, 0x46]);

/** The verdict: programs are rejected. */
export function judge(entry: Entry): void {
  const refused = entry.bytes?.subarray(0, 4).equals(elf);
  const reason = {
    code: 'executable-content',
    message: 'the file is a program (application/x-elf)',
    advice: 'Programs are not accepted under any name.',
    offset: 0,
  };
  entry.file = refused
    ? { ...entry.file, status: 'rejected', detectedType: 'application/x-elf', reasons: [reason] }
    : { ...entry.file, status: 'verified', detectedType: entry.file.contentType };
}
