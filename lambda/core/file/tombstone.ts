import type { FileRecord } from './file.js';

/** A record outlives the last presigned write for its key by a day, so that late bytes are recognized. */
const seconds = 24 * 60 * 60;

/** Until when the record is kept if the file ends now. */
export function tombstoneEnd({ uploadExpiresAt }: FileRecord, now: Date): Date {
  return new Date(Math.max(now.getTime(), uploadExpiresAt.getTime()) + seconds * 1000);
}
