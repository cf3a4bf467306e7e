import type { FileRecord } from '../file.js';
import { eventId, fileEventType, type DomainEvent } from './event.js';
import { fileFacts } from './file-facts.js';

/** One write to the table, as its stream tells of it. */
export interface RecordChange {
  readonly kind: 'file';
  /** Absent where the record is new. */
  readonly before?: FileRecord;
  readonly after: FileRecord;
  readonly at: Date;
}

/** What is told of a change; undefined where it is nobody's business. */
export function eventOf({ before, after, at }: RecordChange): DomainEvent | undefined {
  const type = fileEventType(before?.status, after.status);
  if (!type) return undefined;
  const { id, revision, owner } = after;
  return {
    id: eventId(type, id, revision),
    type,
    timestamp: at.toISOString(),
    revision,
    owner,
    data: { file: fileFacts(after) },
  };
}
