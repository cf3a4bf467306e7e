import type { Permission } from './permission.js';

/** Maximum bytes in UTF-8 of an owner, a user or a group; docs/access.md. */
export const maxSubjectBytes = 1024;

/** The caller, from the claims of the token. */
export interface Subject {
  /**
   * Owner of the caller's files: the owner claim. Several users share one if the claim names, for example, their
   * tenant.
   */
  readonly owner: string;
  /** The subject of `user:` grants: the token's `sub` (RFC 7519 section 4.1.2). A machine client may have none. */
  readonly user?: string;
  /** The subjects of `group:` grants. */
  readonly groups: readonly string[];
  readonly permissions: readonly Permission[];
}

/** The caller's name, for records of who did something. */
export const nameOf = ({ user, owner }: Subject): string => user ?? owner;

/** `files:admin` extends the other permissions to the files of all owners. */
export const isAdministrator = ({ permissions }: Subject): boolean => permissions.includes('files:admin');

/**
 * The name of a user or group in a grant. RFC 8265 section 3.3: names are compared in NFC, since a keyboard and a
 * directory may compose the same name in different ways.
 */
export const granteeName = (grantee: string): string => grantee.normalize('NFC');

/** The caller's names in grants: its user and its groups. Grants of before 0.2 have the name as it was sent. */
export const granteesOf = ({ user, groups }: Subject): string[] => {
  const names = [...(user === undefined ? [] : [`user:${user}`]), ...groups.map((group) => `group:${group}`)];
  return [...new Set(names.flatMap((name) => [name, granteeName(name)]))];
};
