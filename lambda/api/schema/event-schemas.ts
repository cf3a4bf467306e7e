import * as z from 'zod/mini';
import {
  eventTypes,
  type DomainEvent,
  type EventType,
  type FileEventType,
  type ShareEventType,
} from '../../core/event/event.js';
import { readWays } from '../../core/event/read.js';
import { File } from './answers.js';

const Code = z.object({
  /** Stable; branch on it. */
  code: z.string(),
  /** Byte offset in the file, if the finding has one. */
  offset: z.optional(z.int()),
});

const FileFacts = z.extend(
  z.pick(File, {
    id: true,
    metadata: true,
    sizeBytes: true,
    contentType: true,
    detectedType: true,
    sha256: true,
    width: true,
    height: true,
    checks: true,
    createdAt: true,
    uploadedAt: true,
    verifiedAt: true,
  }),
  {
    status: z.enum([
      'pending',
      'completing',
      'uploaded',
      'held',
      'verified',
      'rejected',
      'expired',
      'aborted',
      'deleted',
    ]),
    /** `null` after the file is deleted or its upload aborted. */
    filename: z.nullable(z.string()),
    method: z.enum(['put', 'post', 'multipart']),
    reasons: z.array(Code),
    warnings: z.array(Code),
    /** End of the retention; `null` without retention, or if the file is deleted. */
    expiresAt: z.nullable(z.iso.datetime()),
    deletedFor: z.nullable(z.enum(['request', 'retention', 'erasure'])),
  },
);

const envelope = {
  /** The same for each delivery of the same change: use it to discard duplicates. */
  id: z.string().check(z.regex(/^evt_[\w-]{22}$/)),
  timestamp: z.iso.datetime(),
  /** Increases with each change of the record, by one or more: a late event has a smaller one. */
  revision: z.int(),
};

const ofFile = { ...envelope, owner: z.string() };
const ofNoFile = { ...envelope, owner: z.null() };

const ShareFacts = z.object({
  id: z.string(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  /** `null` without a limit. */
  maxDownloads: z.nullable(z.int()),
  downloads: z.int(),
});

const ReadFacts = z.object({
  /** The same for all files of one request. */
  id: z.string(),
  /** `GET` or `HEAD /files/{id}/content`, `POST /files/urls`, or a link. */
  how: z.enum(readWays),
  /** The caller; `null` for a link. */
  subject: z.nullable(z.string()),
  share: z.nullable(z.object({ id: z.string() })),
  /** When the presigned URL expires. */
  expiresAt: z.iso.datetime(),
});

const shareEvent = <Type extends ShareEventType>(type: Type) =>
  z.object({
    ...ofFile,
    type: z.literal(type),
    data: z.object({ file: z.object({ id: z.string() }), share: ShareFacts }),
  });

const fileEvent = <Type extends FileEventType>(type: Type) =>
  z.object({ ...ofFile, type: z.literal(type), data: z.object({ file: FileFacts }) });

/** The shape of every event. docs/events.schema.json and the OpenAPI document's `webhooks` are generated from it. */
export const eventSchemas = {
  'upload.created': fileEvent('upload.created'),
  'upload.expired': fileEvent('upload.expired'),
  'upload.aborted': fileEvent('upload.aborted'),
  'file.uploaded': fileEvent('file.uploaded'),
  'file.held': fileEvent('file.held'),
  'file.verified': fileEvent('file.verified'),
  'file.rejected': fileEvent('file.rejected'),
  'file.deleted': fileEvent('file.deleted'),
  'file.read': z.object({
    ...ofFile,
    type: z.literal('file.read'),
    data: z.object({ file: z.object({ id: z.string() }), read: ReadFacts }),
  }),
  'share.created': shareEvent('share.created'),
  'share.used': shareEvent('share.used'),
  'share.revoked': shareEvent('share.revoked'),
  'webhook.disabled': z.object({
    ...ofNoFile,
    type: z.literal('webhook.disabled'),
    data: z.object({
      webhook: z.object({ id: z.string(), reason: z.enum(['administrator', 'gone', 'failing']) }),
    }),
  }),
  'webhook.test': z.object({
    ...ofNoFile,
    type: z.literal('webhook.test'),
    data: z.object({ webhook: z.object({ id: z.string() }) }),
  }),
} as const satisfies Record<EventType, z.ZodMiniType>;

type Shown = z.output<(typeof eventSchemas)[EventType]>;
/** Compiles only if the announced events have the documented types. */
export type Documented = DomainEvent extends Shown ? true : never;

/** All events as one JSON Schema (draft 2020-12), a definition for each type. */
export function eventsJsonSchema(): Record<string, unknown> {
  const types = Object.keys(eventTypes) as EventType[];
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Events of Waybill',
    oneOf: types.map((type) => ({ $ref: `#/$defs/${type}` })),
    $defs: Object.fromEntries(types.map((type) => [type, eventJsonSchema(type)])),
  };
}

export function eventJsonSchema(type: EventType): Record<string, unknown> {
  // `input`: fields may be added, and a reader must not reject unknown ones.
  const { $schema, ...schema } = z.toJSONSchema(eventSchemas[type], { io: 'input' });
  return { description: eventTypes[type], ...schema };
}
