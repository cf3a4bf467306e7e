import * as z from 'zod/mini';
import {
  eventTypes,
  type DomainEvent,
  type EventType,
  type FileEventType,
  type ShareEventType,
} from '../../core/event/event.js';
import { readWays } from '../../core/event/read.js';
import { described } from './described.js';
import { File } from './file-answers.js';

const Code = z.object({
  code: described('Which finding it is. Stable: branch on it.', z.string()),
  offset: described('Byte offset in the file, if the finding has one.', z.optional(z.int())),
  what: described('Of `active-content`: which kind. Stable: branch on it.', z.optional(z.string())),
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
    contains: true,
    checks: true,
    createdAt: true,
    uploadedAt: true,
    verifiedAt: true,
  }),
  {
    status: described(
      'After the change.',
      z.enum([
        ...(['pending', 'completing', 'uploaded', 'held', 'verified'] as const),
        ...(['rejected', 'expired', 'aborted', 'deleted'] as const),
      ]),
    ),
    filename: described('`null` after the file is deleted or its upload aborted.', z.nullable(z.string())),
    method: described(
      'How the bytes are sent: by one PUT, a form, or parts.',
      z.enum(['put', 'post', 'multipart']),
    ),
    reasons: described('Why the file was rejected or is held; otherwise empty.', z.array(Code)),
    warnings: described('Findings that do not reject the file.', z.array(Code)),
    expiresAt: described(
      'End of the retention; `null` without retention, or if the file is deleted.',
      z.nullable(z.iso.datetime()),
    ),
    deletedFor: described(
      'Why the file was deleted: by a request, its retention, or an erasure; `null` until then.',
      z.nullable(z.enum(['request', 'retention', 'erasure'])),
    ),
  },
);

const envelope = {
  id: described(
    'The same for each delivery of the same change: use it to discard duplicates.',
    z.string().check(z.regex(/^evt_[\w-]{22}$/)),
  ),
  timestamp: described('When it happened.', z.iso.datetime()),
  revision: described(
    'Increases with each change of the record, by one or more: a late event has a smaller one.',
    z.int(),
  ),
};

const ofFile = { ...envelope, owner: described('Owner of the file.', z.string()) };
const ofNoFile = { ...envelope, owner: described('Always `null`: the event is not about a file.', z.null()) };

const fileId = described('The file.', z.object({ id: described('Of the file.', z.string()) }));
const type = <Type extends EventType>(name: Type) => described('The type of the event.', z.literal(name));
const data = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  described('The changed record.', z.object(shape));

const ShareFacts = z.object({
  id: described('Id of the link. It gives no access.', z.string()),
  createdBy: described('The `sub` of the link’s creator.', z.string()),
  createdAt: described('When the link was created.', z.iso.datetime()),
  expiresAt: described('When the link expires.', z.iso.datetime()),
  maxDownloads: described('The limit of downloads; `null` without a limit.', z.nullable(z.int())),
  downloads: described('The number of downloads.', z.int()),
});

const ReadFacts = z.object({
  id: described('The same for all files of one request.', z.string()),
  how: described('`GET` or `HEAD /files/{id}/content`, `POST /files/urls`, or a link.', z.enum(readWays)),
  subject: described('The caller; `null` for a link.', z.nullable(z.string())),
  share: described(
    'The link that was used; `null` without one.',
    z.nullable(z.object({ id: described('Of the link.', z.string()) })),
  ),
  expiresAt: described('When the presigned URL expires.', z.iso.datetime()),
});

const ofShare = data({ file: fileId, share: described('The link, after the change.', ShareFacts) });
const ofOneFile = data({ file: described('The file, after the change.', FileFacts) });

const shareEvent = <Type extends ShareEventType>(name: Type) =>
  z.object({ ...ofFile, type: type(name), data: ofShare });

const fileEvent = <Type extends FileEventType>(name: Type) =>
  z.object({ ...ofFile, type: type(name), data: ofOneFile });

const webhookId = described('Of the endpoint.', z.string());

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
    type: type('file.read'),
    data: data({ file: fileId, read: described('The authorized read.', ReadFacts) }),
  }),
  'share.created': shareEvent('share.created'),
  'share.used': shareEvent('share.used'),
  'share.revoked': shareEvent('share.revoked'),
  'webhook.disabled': z.object({
    ...ofNoFile,
    type: type('webhook.disabled'),
    data: data({
      webhook: described(
        'The endpoint.',
        z.object({
          id: webhookId,
          reason: described(
            '`administrator`: one disabled it. `gone`: it answered 410. `failing`: every delivery failed for 5 days.',
            z.enum(['administrator', 'gone', 'failing']),
          ),
        }),
      ),
    }),
  }),
  'webhook.test': z.object({
    ...ofNoFile,
    type: type('webhook.test'),
    data: data({ webhook: described('The endpoint.', z.object({ id: webhookId })) }),
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
