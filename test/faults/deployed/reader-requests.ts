import { grantIdOf } from '../../../lambda/core/grant/grant.js';
import type { Hearing, ReaderRequests } from '../model/readers.js';
import type { Answered, Clients } from './clients.js';

interface MadeShare {
  readonly id: string;
  readonly url: string;
  readonly expiresAt: string;
  readonly maxDownloads: number | null;
}

/** Owners', visitors' and grantees' requests, over HTTP. @param suffix of this schedule's people */
export function readerRequests(clients: Clients, suffix: string): ReaderRequests {
  const told = async (answered: Promise<Answered>, hearing: Hearing<unknown>) => {
    const { response, isUnsure } = await answered;
    await response?.body?.cancel();
    if (response?.ok) hearing.heard?.(response);
    if (!isUnsure) hearing.over?.();
  };
  const grantee = (reader: string) => `user:${reader}${suffix}`;
  return {
    async share({ id, owner }, { expiresInSeconds, maxDownloads }, hearing) {
      const body = { expiresInSeconds, ...(maxDownloads !== undefined && { maxDownloads }) };
      const { response } = await clients.ask(owner, 'POST', `/files/${id}/shares`, { body });
      if (!response?.ok) return void (await response?.body?.cancel());
      const share = (await response.json()) as MadeShare;
      hearing.heard?.({
        ...{ id: share.id, secret: share.url, expiresAt: new Date(share.expiresAt) },
        maxDownloads: share.maxDownloads ?? Infinity,
      });
    },
    follow: (_file, { secret }, hearing) => told(clients.visit(secret), hearing),
    unshare: ({ id, owner }, link, hearing) =>
      told(clients.ask(owner, 'DELETE', `/files/${id}/shares/${link.id}`), hearing),
    grant: ({ id, owner }, reader, hearing) =>
      told(
        clients.ask(owner, 'POST', `/files/${id}/grants`, { body: { subject: grantee(reader) } }),
        hearing,
      ),
    revoke: ({ id, owner }, reader, hearing) =>
      told(clients.ask(owner, 'DELETE', `/files/${id}/grants/${grantIdOf(grantee(reader))}`), hearing),
    read: ({ id }, reader, hearing) =>
      told(clients.ask(reader + suffix, 'GET', `/files/${id}/content`), hearing),
  };
}
