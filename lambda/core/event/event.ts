import { createHash } from 'node:crypto';
import type { FileStatus } from '../file/file.js';
import type { ReadWay } from './read.js';
import type { DisabledReason } from './disabled-reason.js';
import type { FileFacts } from './file-facts.js';

/** Every event type, and when it is published. docs/events.md is generated from this table. */
export const eventTypes = {
  'upload.created': 'An upload was created; its bytes have not arrived yet',
  'upload.expired': 'The bytes did not arrive in time; the quota is released',
  'upload.aborted': 'The upload was aborted; the quota is released',
  'file.uploaded': 'The bytes are stored and are being checked',
  'file.held': 'The check has findings, and an administrator must decide',
  'file.verified': 'Every check has passed: the file can be read',
  'file.rejected': 'The file was rejected, with reasons; its bytes are removed',
  'file.deleted': 'The file was deleted permanently, with its name and metadata',
  'file.read':
    'A read of the file was authorized; published with `announceReads`, to endpoints that subscribe to it',
  'share.created': 'A link to a file was created',
  'share.used': 'A link was used: one more download is counted',
  'share.revoked': 'A link was revoked',
  'webhook.disabled': 'A webhook endpoint was disabled, with the reason',
  'webhook.test': 'A test of a webhook endpoint; sent to that endpoint only, never to the bus',
} as const;

export type EventType = keyof typeof eventTypes;

/** The event types of a file, by its status. */
const fileEvents = {
  pending: 'upload.created',
  completing: undefined,
  uploaded: 'file.uploaded',
  held: 'file.held',
  verified: 'file.verified',
  rejected: 'file.rejected',
  expired: 'upload.expired',
  aborted: 'upload.aborted',
  deleted: 'file.deleted',
} as const satisfies Record<FileStatus, EventType | undefined>;

export type FileEventType = Exclude<(typeof fileEvents)[FileStatus], undefined>;

interface Envelope {
  /** The same for each delivery of the same change: subscribers discard duplicates by it. */
  readonly id: string;
  /** Time of the change, ISO 8601 in UTC. */
  readonly timestamp: string;
  /** Of the record that changed. Increases with each change, by one or more: a late event has a smaller one. */
  readonly revision: number;
  /** Owner of the file; `null` for events without a file. */
  readonly owner: string | null;
}

export interface FileEvent extends Envelope {
  readonly type: FileEventType;
  readonly data: { readonly file: FileFacts };
}

export type ShareEventType = 'share.created' | 'share.used' | 'share.revoked';

export interface ShareEvent extends Envelope {
  readonly type: ShareEventType;
  readonly data: { readonly file: { readonly id: string }; readonly share: ShareFacts };
}

/** A link in events; its token is not stored. */
export interface ShareFacts {
  readonly id: string;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  /** `null` without a limit. */
  readonly maxDownloads: number | null;
  readonly downloads: number;
}

/** An authorized read, one for each file of a request. Its revision is the file's, which a read does not change. */
export interface FileReadEvent extends Envelope {
  readonly type: 'file.read';
  readonly data: { readonly file: { readonly id: string }; readonly read: ReadFacts };
}

/** A read in events, without its URL. */
export interface ReadFacts {
  /** The same for all files of one request. */
  readonly id: string;
  readonly how: ReadWay;
  /** The caller; `null` for a link. */
  readonly subject: string | null;
  readonly share: { readonly id: string } | null;
  /** When the presigned URL expires. */
  readonly expiresAt: string;
}

export interface WebhookDisabledEvent extends Envelope {
  readonly type: 'webhook.disabled';
  readonly data: { readonly webhook: { readonly id: string; readonly reason: DisabledReason } };
}

export interface WebhookTestEvent extends Envelope {
  readonly type: 'webhook.test';
  readonly data: { readonly webhook: { readonly id: string } };
}

/** A domain event. Contains no URL and no token. */
export type DomainEvent = FileEvent | FileReadEvent | ShareEvent | WebhookDisabledEvent | WebhookTestEvent;

/** Whether the event contains the name of a file. */
export const isFileEvent = (event: DomainEvent): event is FileEvent =>
  (Object.values(fileEvents) as (EventType | undefined)[]).includes(event.type);

/** The event type for a file's new status; undefined if it is not published. */
export function fileEventType(before: FileStatus | undefined, after: FileStatus): FileEventType | undefined {
  // Parts that S3 did not join: the upload is pending again, and was created before.
  if (after === 'pending' && before !== undefined) return undefined;
  return before === after ? undefined : fileEvents[after];
}

/**
 * Derived only from the record and its change: a change that is read twice has the same id. Without a full stop, which
 * separates the signed fields (Standard Webhooks 1.0, "Webhook metadata").
 */
export function eventId(type: EventType, record: string, revision: number): string {
  const hash = createHash('sha256').update(`${type}\n${record}\n${revision}`).digest('base64url');
  // 132 bits.
  return `evt_${hash.slice(0, 22)}`;
}
