import type { Subject } from '../access/subject.js';
import { isKeyOf } from '../file/object-key.js';
import { Problem } from '../problem.js';
import type { VerifiedVersion } from './read-content.js';
import { readUrls, type ReadUrlItem, type ReadUrlsPorts } from './read-urls.js';

/** Permission to read all files of one owner through the CDN, until it expires. */
export interface CdnSession {
  readonly expiresAt: Date;
  /** Names and values. Anyone who has them can read. */
  readonly cookies: Readonly<Record<string, string>>;
  /** The same for each session, so that browsers may cache by it; it has no signature. */
  readonly urlOf: (version: Pick<VerifiedVersion, 'key' | 'versionId'>) => string;
}

export interface CdnSessionPorts extends ReadUrlsPorts {
  /** Undefined without a CDN. */
  readonly signSession?:
    | ((owner: string, at: Date, expiresInSeconds: number, address?: string) => Promise<CdnSession>)
    | undefined;
}

/** A session cannot be revoked, and knows nothing of single files, so it lives for minutes whatever single reads may. */
export const mostSessionSeconds = 15 * 60;

/**
 * Signs cookies for the caller's own files, with URLs of the files in the request. Files of others, which the cookies do
 * not cover, get a presigned read.
 * @throws Problem `cdn-not-enabled`
 */
export async function openCdnSession(
  ports: CdnSessionPorts,
  subject: Subject,
  ids: readonly string[] = [],
  address?: string,
): Promise<Omit<CdnSession, 'urlOf'> & { readonly items: ReadUrlItem[] }> {
  const { now, signSession, signRead } = ports;
  if (!signSession)
    throw new Problem(
      'cdn-not-enabled',
      'This deployment has no CDN, so it has no cookies for one; use POST /files/urls instead',
    );
  const { owner } = subject;
  const readExpiresInSeconds = Math.min(ports.readExpiresInSeconds, mostSessionSeconds);
  const { urlOf, ...session } = await signSession(owner, now(), readExpiresInSeconds, address);
  const items = await readUrls(
    {
      ...ports,
      readExpiresInSeconds,
      signRead: async (read, at, seconds) =>
        isKeyOf(owner, read.key)
          ? { url: urlOf(read), expiresAt: soonest(session.expiresAt, at, seconds) }
          : signRead(read, at, seconds),
    },
    subject,
    ids,
    { address },
  );
  return { ...session, items };
}

const soonest = (end: Date, at: Date, seconds: number): Date =>
  new Date(Math.min(end.getTime(), at.getTime() + seconds * 1000));
