import { createHash } from 'node:crypto';
import type { FileStatus } from '../file/file.js';
import type { ReadWay } from './read.js';
import type { DisabledReason } from './disabled-reason.js';
import type { FileFacts } from './file-facts.js';

/** Everything that others are told of, and when it happens. docs/events.md is made from this table. */
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

/** The types that tell of a file, each with the status that it tells of. */
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
  /** The same each time that the same change is announced: subscribers drop what they have seen. */
  readonly id: string;
  /** When it happened, ISO 8601 in UTC. */
  readonly timestamp: string;
  /** Of the record that changed. Grows with each of its changes, by one or more: what comes late shows itself. */
  readonly revision: number;
  /** Whose file it is; `null` where it tells of no file. */
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

/** A link as events tell of it; its token is known to nobody here. */
export interface ShareFacts {
  readonly id: string;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  /** `null` where there is no limit. */
  readonly maxDownloads: number | null;
  readonly downloads: number;
}

/** Permission to read, given: there is one for each file of a request. Its revision is the file's, which a read leaves as it is. */
export interface FileReadEvent extends Envelope {
  readonly type: 'file.read';
  readonly data: { readonly file: { readonly id: string }; readonly read: ReadFacts };
}

/** A read as events tell of it; its URL is known to the reader alone. */
export interface ReadFacts {
  /** The same for all files of one request. */
  readonly id: string;
  readonly how: ReadWay;
  /** Who asked; `null` of a link, which anybody may use. */
  readonly subject: string | null;
  readonly share: { readonly id: string } | null;
  /** When the signed URL ends. */
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

/** One thing that happened, as everybody is told of it. Holds no URL and no token. */
export type DomainEvent = FileEvent | FileReadEvent | ShareEvent | WebhookDisabledEvent | WebhookTestEvent;

/** Whether it tells what a file is called. */
export const isFileEvent = (event: DomainEvent): event is FileEvent =>
  (Object.values(fileEvents) as (EventType | undefined)[]).includes(event.type);

/** What a file's new status is announced as; undefined where nobody is told. */
export function fileEventType(before: FileStatus | undefined, after: FileStatus): FileEventType | undefined {
  return before === after ? undefined : fileEvents[after];
}

/**
 * From what happened to which record, and nothing else: a change that is read twice has one id. No full stop in it: it
 * parts the fields of what is signed (Standard Webhooks 1.0, "Webhook metadata").
 */
export function eventId(type: EventType, record: string, revision: number): string {
  const hash = createHash('sha256').update(`${type}\n${record}\n${revision}`).digest('base64url');
  // 132 bits.
  return `evt_${hash.slice(0, 22)}`;
}
