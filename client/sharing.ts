import type { Call } from './call.js';
import type { Connection } from './connection.js';
import type { CreatedShare, Grant, Share, ShareLimits, Subject } from './contract.js';
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
  grant(id: string, subject: Subject, call?: Call): Promise<Grant>;
  /** Whom a file is granted to, oldest first; at most 100. */
  grants(id: string, call?: Call): Promise<readonly Grant[]>;
  /** Takes a grant back: the next request is refused. @throws WaybillError `grant-not-found` */
  revokeGrant(id: string, grantId: string, call?: Call): Promise<void>;
}

export function sharing(connection: Connection): Sharing {
  const list = async <Item>(path: `/${string}`, call?: Call) =>
    (await connection.send<{ items: readonly Item[] }>({ method: 'GET', path, signal: call?.signal })).body
      .items;
  const remove = async (path: `/${string}`, call?: Call) => {
    await connection.send({ method: 'DELETE', path, signal: call?.signal });
  };
  return {
    share: async (id, { signal, ...body } = {}) => {
      const path = idPath('files', id, 'shares');
      // Sent twice it is two links, one of which nobody would know.
      return (await connection.send<CreatedShare>({ method: 'POST', path, body, signal, repeatable: false }))
        .body;
    },
    shares: (id, call) => list(idPath('files', id, 'shares'), call),
    unshare: (id, shareId, call) => remove(idPath('files', id, 'shares', shareId), call),
    grant: async (id, subject, call) => {
      const path = idPath('files', id, 'grants');
      const body = { subject };
      return (await connection.send<Grant>({ method: 'POST', path, body, signal: call?.signal })).body;
    },
    grants: (id, call) => list(idPath('files', id, 'grants'), call),
    revokeGrant: (id, grantId, call) => remove(idPath('files', id, 'grants', grantId), call),
  };
}
