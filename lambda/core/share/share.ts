import { createHash } from 'node:crypto';
import { isPastRetention, type FileRecord } from '../file/file.js';

/** A link with which anyone may read one file. */
export interface Share {
  /**
   * SHA-256 of the token, base64url. It identifies the share, and the token (256 random bits) cannot be derived from
   * it: so it may be shown to those who manage the file, and one read finds the share to revoke.
   */
  readonly id: string;
  readonly fileId: string;
  /** Id of the file. */
  readonly owner: string;
  /** Subject of its creator. */
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  /** @default no limit */
  readonly maxDownloads?: number;
  readonly downloads: number;
  /** In the PHC string format, with algorithm, parameters and salt. */
  readonly passwordHash?: string;
  readonly lastUsedAt?: Date;
  readonly revokedAt?: Date;
  /** Increases by one with each change; orders events. */
  readonly revision: number;
}

/** The repository of shares. */
export interface Shares {
  /** Strongly consistent. */
  get(id: string): Promise<Share | undefined>;
  add(share: Share): Promise<void>;
  /** The shares of a file that are neither revoked nor expired. Eventually consistent. */
  ofFile(fileId: string, now: Date): Promise<Share[]>;
  /** @returns the revoked share, or undefined if there was nothing to revoke */
  revoke(id: string, now: Date): Promise<Share | undefined>;
  /** Removes all shares of a deleted file, revoked ones too: they contain the name of their creator. */
  removeAll(fileId: string): Promise<void>;
}

export interface ShareCounter {
  /**
   * Counts one download if the share is valid, in one conditional write, so that the limit is exact under concurrency.
   * @returns whether it was counted
   */
  count(id: string, now: Date): Promise<boolean>;
}

/** 32 random bytes, base64url. */
const tokenBytes = 32;

/** @param randomBytes as node:crypto has it */
export const newToken = (randomBytes: (size: number) => Buffer): string =>
  randomBytes(tokenBytes).toString('base64url');

export const shareIdOf = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** SHA-256 in base64url: other values in a path match no share, and may be too long for a key of the table. */
export const isShareId = (id: string): boolean => /^[A-Za-z0-9_-]{43}$/.test(id);

/** Whether the link is valid, without regard to the status of its file. */
export function isLive({ revokedAt, expiresAt, maxDownloads, downloads }: Share, now: Date): boolean {
  return !revokedAt && expiresAt > now && downloads < (maxDownloads ?? Infinity);
}

/** Whether the file can be read through a link. */
export const isShareable = (file: FileRecord, now: Date): boolean =>
  file.status === 'verified' && !isPastRetention(file, now);
