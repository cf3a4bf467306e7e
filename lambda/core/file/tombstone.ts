import type { FileRecord } from './file.js';

/** A record outlives the last signed write for its key by a day, so that late bytes are known for what they are. */
const seconds = 24 * 60 * 60;

/** Until when the record of a file that ends now is kept. */
export function tombstoneEnd({ uploadExpiresAt }: FileRecord, now: Date): Date {
  return new Date(Math.max(now.getTime(), uploadExpiresAt.getTime()) + seconds * 1000);
}
