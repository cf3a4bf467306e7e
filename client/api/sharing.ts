import type { Call } from './call.js';
import type { Connection } from './connection.js';
import type { CreatedShare, Grant, Share, ShareLimits, Grantee } from './contract.js';
import { idPath } from './path.js';

export interface ShareOptions extends ShareLimits, Call {}

/** Who besides the owner may read a file: people with a link, and those it is granted to. */
export interface Sharing {
  /**
   * Makes a link by which anyone may read a verified file for a while. Its `url` is told here and never again.
   * @throws WaybillError `file-not-verified`, `file-rejected`, `too-many-shares`, `invalid-request`
   */
  share(id: string, options?: ShareOptions): Promise<CreatedShare>;
  /** The links that are neither taken back nor over, with how often each was used. */
  shares(id: string, call?: Call): Promise<readonly Share[]>;
  /** Takes a link back: the next request for it is refused. @throws WaybillError `share-not-found` */
  unshare(id: string, shareId: string, call?: Call): Promise<void>;
  /**
   * Lets a user or a group read a verified file. Of one that may already, it is the grant that stands.
   * @throws WaybillError `file-not-verified`, `file-rejected`, `too-many-grants`
   */
  grant(id: string, subject: Grantee, call?: Call): Promise<Grant>;
  /** Whom a file is granted to, oldest first; at most 100. */
  grants(id: string, call?: Call): Promise<readonly Grant[]>;
  /** Takes a grant back: the next request is refused. @throws WaybillError `grant-not-found` */
  revokeGrant(id: string, grantId: string, call?: Call): Promise<void>;
}

export function sharing(connection: Connection): Sharing {
  const path = (id: string, ...rest: readonly string[]) => idPath('files', id, ...rest);
  const list = async <Item>(id: string, what: string, call?: Call) =>
    (await connection.ask<{ items: readonly Item[] }>('GET', path(id, what), { signal: call?.signal })).items;
  const remove = (id: string, what: string, which: string, call?: Call) =>
    connection.ask('DELETE', path(id, what, which), { signal: call?.signal });
  return {
    share: (id, { signal, ...body } = {}) =>
      // Sent twice it is two links, one of which nobody would know.
      connection.ask('POST', path(id, 'shares'), { body, signal, repeatable: false }),
    shares: (id, call) => list(id, 'shares', call),
    unshare: (id, shareId, call) => remove(id, 'shares', shareId, call),
    grant: (id, subject, call) =>
      connection.ask('POST', path(id, 'grants'), { body: { subject }, signal: call?.signal }),
    grants: (id, call) => list(id, 'grants', call),
    revokeGrant: (id, grantId, call) => remove(id, 'grants', grantId, call),
  };
}
