import * as z from 'zod/mini';
import { eventTypes, type DomainEvent, type EventType, type FileEventType } from '../core/event/event.js';
import { File } from './answers.js';

const Code = z.object({
  /** Stable; branch on it. */
  code: z.string(),
  /** Byte offset in the file, where what was found has one. */
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
    /** `null` once the file is deleted. */
    filename: z.nullable(z.string()),
    method: z.enum(['put', 'post', 'multipart']),
    reasons: z.array(Code),
    warnings: z.array(Code),
  },
);

const envelope = {
  /** The same each time that the same change is announced: drop what you have seen. */
  id: z.string().check(z.regex(/^evt_[\w-]{22}$/)),
  timestamp: z.iso.datetime(),
  /** Grows with each change of the same record, by one or more: what comes late has a smaller one. */
  revision: z.int(),
  owner: z.string(),
};

const fileEvent = <Type extends FileEventType>(type: Type) =>
  z.object({ ...envelope, type: z.literal(type), data: z.object({ file: FileFacts }) });

/** The shape of every event. docs/events.schema.json and the OpenAPI document's `webhooks` are made from it. */
export const eventSchemas = {
  'upload.created': fileEvent('upload.created'),
  'upload.expired': fileEvent('upload.expired'),
  'upload.aborted': fileEvent('upload.aborted'),
  'file.uploaded': fileEvent('file.uploaded'),
  'file.held': fileEvent('file.held'),
  'file.verified': fileEvent('file.verified'),
  'file.rejected': fileEvent('file.rejected'),
  'file.deleted': fileEvent('file.deleted'),
} as const satisfies Record<EventType, z.ZodMiniType>;

type Shown = z.output<(typeof eventSchemas)[EventType]>;
/** Compiles only as long as what is announced is what is documented. */
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
  // `input`: fields may be added, and a reader must not refuse what it does not know.
  const { $schema, ...schema } = z.toJSONSchema(eventSchemas[type], { io: 'input' });
  return { description: eventTypes[type], ...schema };
}
