import type { Permission } from './permission.js';

/** Who asks, as the token says. */
export interface Subject {
  /** Whose files these are: the owner claim. Several users share one where that claim names, say, their tenant. */
  readonly owner: string;
  /** Whom `user:` grants name: the token's `sub` (RFC 7519 section 4.1.2). A machine client may have none. */
  readonly user?: string;
  /** Whom `group:` grants name. */
  readonly groups: readonly string[];
  readonly permissions: readonly Permission[];
}

/** Whom this is, for a note of who did what. */
export const nameOf = ({ user, owner }: Subject): string => user ?? owner;

/** `files:admin` widens what the other permissions reach: to every owner's files. */
export const isAdministrator = ({ permissions }: Subject): boolean => permissions.includes('files:admin');

/** As grants name it: its user and its groups. */
export const granteesOf = ({ user, groups }: Subject): string[] => [
  ...(user === undefined ? [] : [`user:${user}`]),
  ...groups.map((group) => `group:${group}`),
];
