import type { StoredFile } from '../../client/index.js';
import { json, problem, soon, type Reply, type Request } from './contract-reply.js';

export const partBytes = 100;

export interface Entry {
  file: StoredFile;
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
export function partsAnswer(url: string, { file, parts }: Entry, { method, body }: Request): Reply {
  if (!parts) return problem(422, 'method-not-suitable', 'This upload has no parts');
  if (method === 'GET') {
    const stored = [...parts].map(([partNumber, { length }]) => ({
      partNumber,
      sizeBytes: length,
      etag: '"x"',
    }));
    return json(200, { parts: stored });
  }
  const { partNumbers } = JSON.parse(body.toString()) as { partNumbers: number[] };
  const signed = partNumbers.map((partNumber) => ({
    partNumber,
    url: `${url}/storage/${file.id}/${partNumber}`,
    headers: {},
    sizeBytes: Math.min(partBytes, file.sizeBytes - (partNumber - 1) * partBytes),
    expiresAt: soon(),
  }));
  return json(200, { parts: signed });
}
