import type { Permission } from './permission.js';

/** Maximum bytes in UTF-8 of an owner, a user or a group; docs/access.md. */
export const maxSubjectBytes = 1024;

/**
 * Maximum groups of a caller that count. A list of shared files reads the index once for each, so a token of thousands
 * would cost its deployment more than any other request.
 */
export const maxGroups = 500;

/** The caller, from the claims of the token. */
export interface Subject {
  /**
   * Owner of the caller's files: the owner claim. Several users share one if the claim names, for example, their
   * tenant.
   */
  readonly owner: string;
  /** The subject of `user:` grants: the token's `sub` (RFC 7519 section 4.1.2), or the deployment's subject claim. */
  readonly user?: string;
  /** The subjects of `group:` grants, at most `maxGroups`. */
  readonly groups: readonly string[];
  readonly permissions: readonly Permission[];
  /** Claims of groups or roles that the issuer left out of the token. @default none */
  readonly leftOut?: readonly string[];
  /** How many groups the token has above `maxGroups`. @default none */
  readonly groupsIgnored?: number;
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
