import type { AnnouncementFailure } from './announce.js';

/** What an operator's command asks `announce`: records of the table's stream that Lambda gave up, and kept. */
export interface RedriveRequest<StreamRecord = object> {
  /** `dry-run`: tell nobody. */
  readonly redrive: 'tell' | 'dry-run';
  readonly Records: readonly StreamRecord[];
}

/** What it answers. */
export interface Redriven {
  /** How many were told, or would be. Not every record is anybody's business. */
  readonly events: number;
  /** The records that somebody was not told of; everybody was told of all others. */
  readonly failures: readonly AnnouncementFailure[];
}
