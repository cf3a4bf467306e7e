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
        // The bytes of a version never change; the link to them is one reader's own.
        'response-cache-control': 'private, immutable, max-age=3600',
      },
      at,
      expiresInSeconds,
    });
    return { url, expiresAt: new Date(at.getTime() + expiresInSeconds * 1000) };
  };
}
