import type { Call } from './call.js';
import type { Connection } from './connection.js';
import type { CreatedShare, Grant, Share, ShareLimits, Grantee } from './contract.js';
import { idPath } from './path.js';

/** Limits of a link, and what every call accepts. */
export interface ShareOptions extends ShareLimits, Call {}

/** Read access for others than the owner: by links and grants. */
export interface Sharing {
  /**
   * Creates a link with which anyone may read a verified file. The request is not retried: after a lost response, see
   * `shares`.
   *
   * @param id of the file
   * @param options its lifetime, its limit of downloads, and its password
   * @returns the link; its `url` is only in this response
   * @throws WaybillError `invalid-request`, `file-not-found`, `file-not-verified`, `file-rejected`,
   * `too-many-shares`, `upload-ended`
   * @example
   * const { url, expiresAt } = await client.share(id, { expiresInSeconds: 3600, maxDownloads: 1 });
   */
  share(id: string, options?: ShareOptions): Promise<CreatedShare>;
  /**
   * Lists the links of a file that are neither revoked nor expired nor used up, with how often each was used.
   *
   * @param id of the file
   * @param call what every call accepts
   * @returns the links, without their URLs
   * @throws WaybillError `file-not-found`
   * @example
   * const used = (await client.shares(id)).filter(({ downloads }) => downloads > 0);
   */
  shares(id: string, call?: Call): Promise<readonly Share[]>;
  /**
   * Revokes a link: the next request for it is refused. Idempotent.
   *
   * @param id of the file
   * @param shareId `id` of the link
   * @param call what every call accepts
   * @returns nothing
   * @throws WaybillError `file-not-found`, `share-not-found`
   * @example
   * for (const share of await client.shares(id)) await client.unshare(id, share.id);
   */
  unshare(id: string, shareId: string, call?: Call): Promise<void>;
  /**
   * Lets a user or a group read a verified file. Idempotent.
   *
   * @param id of the file
   * @param subject `user:` and the `sub` of their token, or `group:` and its name
   * @param call what every call accepts
   * @returns the grant, also if it exists already
   * @throws WaybillError `invalid-request`, `file-not-found`, `file-not-verified`, `file-rejected`,
   * `too-many-grants`, `upload-ended`, `conflict`
   * @example
   * const { id: grantId } = await client.grant(id, 'group:accounting');
   */
  grant(id: string, subject: Grantee, call?: Call): Promise<Grant>;
  /**
   * Lists the grants of a file, oldest first; at most 100.
   *
   * @param id of the file
   * @param call what every call accepts
   * @returns the grants
   * @throws WaybillError `file-not-found`
   * @example
   * const subjects = (await client.grants(id)).map(({ subject }) => subject);
   */
  grants(id: string, call?: Call): Promise<readonly Grant[]>;
  /**
   * Revokes a grant: the grantee's next request is refused. Idempotent.
   *
   * @param id of the file
   * @param grantId `id` of the grant
   * @param call what every call accepts
   * @returns nothing
   * @throws WaybillError `file-not-found`, `grant-not-found`, `conflict`
   * @example
   * for (const grant of await client.grants(id)) await client.revokeGrant(id, grant.id);
   */
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
      // Not retried: after a lost response, the retry would create a second link.
      connection.ask('POST', path(id, 'shares'), { body, signal, repeatable: false }),
    shares: (id, call) => list(id, 'shares', call),
    unshare: (id, shareId, call) => remove(id, 'shares', shareId, call),
    grant: (id, subject, call) =>
      connection.ask('POST', path(id, 'grants'), { body: { subject }, signal: call?.signal }),
    grants: (id, call) => list(id, 'grants', call),
    revokeGrant: (id, grantId, call) => remove(id, 'grants', grantId, call),
  };
}
