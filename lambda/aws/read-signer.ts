import { create as contentDisposition } from 'content-disposition';
import type { ReadContentPorts } from '../core/read-content.js';
import { presigner, type PresignerOptions } from './presigner.js';

/** Signs reads of one version, which answer with the file's own name (RFC 6266, RFC 8187) and its real type. */
export function readSigner(options: PresignerOptions): ReadContentPorts['signRead'] {
  const presign = presigner(options);
  return ({ key, versionId, filename, contentType, disposition }, at, expiresInSeconds) =>
    presign({
      method: 'GET',
      key,
      query: {
        versionId,
        'response-content-disposition': contentDisposition(harmless(filename), { type: disposition }),
        'response-content-type': contentType,
        // The bytes of a version never change; the link to them is one reader's own.
        'response-cache-control': 'private, immutable, max-age=3600',
      },
      at,
      expiresInSeconds,
    });
}

/**
 * RFC 6266 section 4.3: a name must not steer where a file is written, nor look like another. Path separators and
 * control characters become `_`; characters that reverse or hide text are dropped.
 */
function harmless(filename: string): string {
  return filename
    .replace(/[\p{Cc}\\/]/gu, '_')
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '');
}
