import { createHash } from 'node:crypto';
import { isPastRetention, type FileRecord } from '../file/file.js';

/** A link by which anyone may read one file. */
export interface Share {
  /**
   * SHA-256 of the token, base64url. It leads to the share and not back to the token, which has 256 random bits: so it
   * may be shown to who manages the file, and one read finds what is to be revoked.
   */
  readonly id: string;
  readonly fileId: string;
  /** Of the file. */
  readonly owner: string;
  /** Who made it. */
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  /** @default no limit */
  readonly maxDownloads?: number;
  readonly downloads: number;
  /** In the PHC string format: names its algorithm, parameters and salt. */
  readonly passwordHash?: string;
  readonly lastUsedAt?: Date;
  readonly revokedAt?: Date;
  /** Grows by one with each change; orders events. */
  readonly revision: number;
}

/** The records, as use cases see them. */
export interface Shares {
  /** As of now. */
  get(id: string): Promise<Share | undefined>;
  add(share: Share): Promise<void>;
  /** Those of a file that are neither revoked nor over. A new one may take a moment to show. */
  ofFile(fileId: string, now: Date): Promise<Share[]>;
  /** @returns the share as revoked, or undefined where there was nothing to revoke */
  revoke(id: string, now: Date): Promise<Share | undefined>;
  /** Takes away all of a file that is deleted, revoked ones too: they name who made them. */
  removeAll(fileId: string): Promise<void>;
}

export interface ShareCounter {
  /**
   * Counts one download, if the share is live: decided and counted in one write, so that of many at once no more pass
   * than may. @returns whether it was counted
   */
  count(id: string, now: Date): Promise<boolean>;
}

/** 32 random bytes, base64url. */
const tokenBytes = 32;

/** @param randomBytes as node:crypto has it */
export const newToken = (randomBytes: (size: number) => Buffer): string =>
  randomBytes(tokenBytes).toString('base64url');

export const shareIdOf = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** Whether the link still opens its file; what the file itself says of that comes on top. */
export function isLive({ revokedAt, expiresAt, maxDownloads, downloads }: Share, now: Date): boolean {
  return !revokedAt && expiresAt > now && downloads < (maxDownloads ?? Infinity);
}

/** Whether a file can be read by those who have a link to it. */
export const isShareable = (file: FileRecord, now: Date): boolean =>
  file.status === 'verified' && !isPastRetention(file, now);
