import { create as contentDisposition } from 'content-disposition';
import { harmlessName } from '../../../text/saved-name.js';
import type { SignReadPorts } from '../../core/read/read-content.js';
import { presigner, type PresignerOptions } from './presigner.js';
import type { SigningSession } from './signing-session.js';

export interface ReadSignerOptions extends PresignerOptions {
  /**
   * Credentials that last as long as a read should, if they can, and say when they end; undefined where the
   * function's own will do.
   * @default always the function's own: they do not say when they end, and are good for 15 minutes
   */
  readonly session?: (at: Date, wantedSeconds: number) => Promise<SigningSession | undefined>;
}

/**
 * Every header of an answer that an object could set is set by the URL: what was stored with it never speaks to a
 * reader (S3 API reference, "GetObject": `response-*`; an empty value is not documented to remove one).
 */
const fixedHeaders = {
  // The bytes of a version never change; the link to them is one reader's own.
  'response-cache-control': 'private, immutable, max-age=3600',
  // Whoever knows Cache-Control ignores it; others keep nothing (RFC 9111 section 5.3).
  'response-expires': 'Thu, 01 Jan 1970 00:00:00 GMT',
  // RFC 9110 section 12.5.3: no encoding. Clients decode what they know and pass this on as it is.
  'response-content-encoding': 'identity',
  // RFC 5646 section 4.1: undetermined.
  'response-content-language': 'und',
};

/** Signs reads of one version, which answer with the file's own name (RFC 6266, RFC 8187) and its real type. */
export function readSigner({ session, ...options }: ReadSignerOptions): SignReadPorts['signRead'] {
  const own = presigner(options);
  return async ({ method, key, versionId, filename, contentType, disposition }, at, wantedSeconds) => {
    const borrowed = await session?.(at, wantedSeconds);
    const presign = borrowed ? presigner({ ...options, credentials: borrowed.credentials }) : own;
    const secondsLeft = borrowed ? Math.floor((borrowed.endsAt.getTime() - at.getTime()) / 1000) : Infinity;
    const expiresInSeconds = Math.min(wantedSeconds, secondsLeft);
    const url = await presign({
      method,
      key,
      query: {
        versionId,
        'response-content-disposition': contentDisposition(harmlessName(filename), { type: disposition }),
        'response-content-type': contentType,
        ...fixedHeaders,
      },
      at,
      expiresInSeconds,
    });
    return { url, expiresAt: new Date(at.getTime() + expiresInSeconds * 1000) };
  };
}
