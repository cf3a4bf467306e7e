import { create as contentDisposition } from 'content-disposition';
import { harmlessName } from '../../../text/saved-name.js';
import type { ReadParameter } from '../../core/read/read-parameter.js';
import type { SignReadPorts } from '../../core/read/read-content.js';
import type { SigningSessions } from './lazy-signing-sessions.js';
import { longPresigner, type LongPresignerOptions } from './long-presigner.js';

/**
 * The URL sets every response header that the object could set, so that none of its properties reaches a reader (S3 API
 * reference, "GetObject": `response-*`; an empty value is not documented to remove a header). The response has the
 * file's name (RFC 6266, RFC 8187) and its detected type.
 */
export const readQuery = (
  { versionId, filename, contentType, disposition }: ReadVersion,
  cacheControl: string,
): Readonly<Record<ReadParameter, string>> => ({
  versionId,
  'response-content-disposition': contentDisposition(harmlessName(filename), { type: disposition }),
  'response-content-type': contentType,
  'response-cache-control': cacheControl,
  // Overridden by Cache-Control; other caches store nothing (RFC 9111 section 5.3).
  'response-expires': 'Thu, 01 Jan 1970 00:00:00 GMT',
  // RFC 9110 section 12.5.3: no encoding. Clients do not decode it.
  'response-content-encoding': 'identity',
  // RFC 5646 section 4.1: undetermined.
  'response-content-language': 'und',
});

type ReadVersion = Omit<Parameters<SignReadPorts['signRead']>[0], 'key' | 'address'>;

export interface ReadSignerOptions extends LongPresignerOptions {
  /** Sessions that can read from one address alone. @default none: no read can be bound */
  readonly sessionFor?: ((address: string) => SigningSessions) | undefined;
}

/** Presigns reads of one version. */
export function readSigner({ sessionFor, ...options }: ReadSignerOptions): SignReadPorts['signRead'] {
  const presign = longPresigner(options);
  const presignFor = (address: string) => {
    if (!sessionFor) throw new Error('a read was to be bound, but there is no role for it');
    return longPresigner({ ...options, session: sessionFor(address) });
  };
  return async ({ method, key, address, ...version }, at, expiresInSeconds) =>
    (address === undefined ? presign : presignFor(address))({
      method,
      key,
      // The bytes of a version never change; the URL is private to one reader.
      query: readQuery({ method, ...version }, 'private, immutable, max-age=3600'),
      at,
      expiresInSeconds,
    });
}
