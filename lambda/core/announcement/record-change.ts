import type { FileRecord } from '../file/file.js';
import type { Read } from '../event/read.js';
import type { Share } from '../share/share.js';
import type { Endpoint } from '../webhook/endpoint.js';
import {
  eventId,
  fileEventType,
  type DomainEvent,
  type EventType,
  type ShareEventType,
} from '../event/event.js';
import { fileFacts } from '../event/file-facts.js';

interface Change<Kind extends string, Record> {
  readonly kind: Kind;
  /** Undefined for a new record. */
  readonly before?: Record;
  readonly after: Record;
  readonly at: Date;
}

/** One write to the table, from its stream. */
export type RecordChange =
  | Change<'file', FileRecord>
  | Change<'share', Share>
  | Change<'webhook', Endpoint>
  | { readonly kind: 'read'; readonly after: Read };

/** The events of a change; empty if it is not published. */
export function eventsOf(change: RecordChange): DomainEvent[] {
  switch (change.kind) {
    case 'file':
      return present(fileEvent(change));
    case 'share':
      return present(shareEvent(change));
    case 'webhook':
      return present(webhookEvent(change));
    case 'read':
      return readEvents(change.after);
  }
}

const present = (event: DomainEvent | undefined) => (event ? [event] : []);

/** One for each file: they may have different owners. */
function readEvents({ id, at, how, subject, shareId, files }: Read): DomainEvent[] {
  const type = 'file.read';
  const share = shareId === null ? null : { id: shareId };
  return files.map((file) => ({
    id: eventId(type, `${id} ${file.id}`, file.revision),
    timestamp: at.toISOString(),
    ...{ type, revision: file.revision, owner: file.owner },
    data: {
      file: { id: file.id },
      read: { id, how, subject, share, expiresAt: file.expiresAt.toISOString() },
    },
  }));
}

function fileEvent({ before, after, at }: Change<'file', FileRecord>): DomainEvent | undefined {
  const type = fileEventType(before?.status, after.status);
  return type && { ...envelope(type, after, at), type, owner: after.owner, data: { file: fileFacts(after) } };
}

function shareEvent({ before, after, at }: Change<'share', Share>): DomainEvent | undefined {
  const type = shareEventType(before, after);
  if (!type) return undefined;
  const share = {
    id: after.id,
    createdBy: after.createdBy,
    createdAt: after.createdAt.toISOString(),
    expiresAt: after.expiresAt.toISOString(),
    maxDownloads: after.maxDownloads ?? null,
    downloads: after.downloads,
  };
  const data = { file: { id: after.fileId }, share };
  return { ...envelope(type, after, at), type, owner: after.owner, data };
}

function shareEventType(before: Share | undefined, after: Share): ShareEventType | undefined {
  if (!before) return 'share.created';
  if (after.revokedAt && !before.revokedAt) return 'share.revoked';
  return after.downloads > before.downloads ? 'share.used' : undefined;
}

function webhookEvent({ before, after, at }: Change<'webhook', Endpoint>): DomainEvent | undefined {
  if (!after.disabled || before?.disabled) return undefined;
  const type = 'webhook.disabled';
  const data = { webhook: { id: after.id, reason: after.disabled.reason } };
  return { ...envelope(type, after, at), type, owner: null, data };
}

const envelope = (type: EventType, { id, revision }: { id: string; revision: number }, at: Date) => ({
  id: eventId(type, id, revision),
  timestamp: at.toISOString(),
  revision,
});
