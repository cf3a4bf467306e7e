import { createHash } from 'node:crypto';

/** Permission for another subject to read a file. */
export interface Grant {
  /** Path-safe; the same for the same file and grantee. */
  readonly id: string;
  readonly fileId: string;
  /** `user:` and a token's `sub`, or `group:` and the name of a group. */
  readonly grantee: string;
  readonly createdAt: Date;
}

/** Maximum for one file; exact under concurrency. */
export const maxGrantsPerFile = 100;

/**
 * The id of a grant: a hash of its subject. It is valid in a path (which the gateway decodes) and a key, whatever the
 * subject is, and does not reveal it.
 */
export const grantIdOf = (grantee: string): string =>
  createHash('sha256').update(grantee).digest('base64url');

/** SHA-256 in base64url. */
export const isGrantId = (id: string): boolean => /^[A-Za-z0-9_-]{43}$/.test(id);

export interface Grants {
  /**
   * Adds a grant to a verified file, idempotently.
   * @returns the grant and whether it is new, or why there is none: the file is not verified (any more), or has the
   * maximum number of grants
   */
  add(grant: Grant): Promise<{ grant: Grant; isNew: boolean } | 'refused'>;
  /** Strongly consistent. */
  ofFile(fileId: string): Promise<readonly Grant[]>;
  /** Removes one; a missing one is not an error. */
  remove(fileId: string, id: string): Promise<void>;
  /** Removes all grants of a deleted file. */
  removeAll(fileId: string): Promise<void>;
}
