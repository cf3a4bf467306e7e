import { createHash } from 'node:crypto';

/** That somebody else may read a file. */
export interface Grant {
  /** Path-safe; of one file and one grantee always the same. */
  readonly id: string;
  readonly fileId: string;
  /** `user:` and a token's `sub`, or `group:` and the name of a group. */
  readonly grantee: string;
  readonly createdAt: Date;
}

/** What one file may have; exact, however many are made at once. */
export const maxGrantsPerFile = 100;

/**
 * The name of a grant, by whom it is for. A hash: whatever the subject is, it fits a path (which the gateway decodes)
 * and a key, and never stands in one as it is.
 */
export const grantIdOf = (grantee: string): string =>
  createHash('sha256').update(grantee).digest('base64url');

/** SHA-256 in base64url. */
export const isGrantId = (id: string): boolean => /^[A-Za-z0-9_-]{43}$/.test(id);

export interface Grants {
  /**
   * Adds it to a verified file, or finds it there.
   * @returns the grant as it stands and whether it is new, or why there is none: the file is not (any longer)
   * verified, or has as many as it may have
   */
  add(grant: Grant): Promise<{ grant: Grant; isNew: boolean } | 'refused'>;
  /** Of one file, as of now. */
  ofFile(fileId: string): Promise<readonly Grant[]>;
  /** Takes one away; none that is not there. */
  remove(fileId: string, id: string): Promise<void>;
  /** Takes away all of a file that is deleted. */
  removeAll(fileId: string): Promise<void>;
}
