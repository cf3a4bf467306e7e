import type { AnnouncementFailure } from './announce.js';

/** The message of an operator's command to `announce`: records of the table's stream that failed all retries and were kept. */
export interface RedriveRequest<StreamRecord = object> {
  /** `dry-run`: publish nothing. */
  readonly redrive: 'tell' | 'dry-run';
  readonly Records: readonly StreamRecord[];
}

/** The response. */
export interface Redriven {
  /** How many were, or would be, published. Not every record has an event. */
  readonly events: number;
  /** The records that failed; all others were published. */
  readonly failures: readonly AnnouncementFailure[];
}
