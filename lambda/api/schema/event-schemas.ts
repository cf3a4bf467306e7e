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

const FileReference = z.object({ id: described('Of the file.', z.string()) });
const fileId = described('The file.', FileReference);
const type = <Type extends EventType>(name: Type) => described('The type of the event.', z.literal(name));
const data = <Shape extends z.ZodMiniType>(shape: Shape) => described('The changed record.', shape);

const ShareFacts = z.object({
  id: described('Id of the link. It gives no access.', z.string()),
  createdBy: described('The `sub` of the link’s creator.', z.string()),
  createdAt: described('When the link was created.', z.iso.datetime()),
  expiresAt: described('When the link expires.', z.iso.datetime()),
  maxDownloads: described('The limit of downloads; `null` without a limit.', z.nullable(z.int())),
  downloads: described('The number of downloads.', z.int()),
});

const ShareReference = z.object({ id: described('Of the link.', z.string()) });

const ReadFacts = z.object({
  id: described('The same for all files of one request.', z.string()),
  how: described(
    '`GET /files/{id}/url`, `GET` or `HEAD /files/{id}/content`, `POST /files/urls`, or a link.',
    z.enum(readWays),
  ),
  subject: described('The caller; `null` for a link.', z.nullable(z.string())),
  share: described('The link that was used; `null` without one.', z.nullable(ShareReference)),
  expiresAt: described('When the presigned URL expires.', z.iso.datetime()),
});

const ChangedShare = z.object({ file: fileId, share: described('The link, after the change.', ShareFacts) });
const ChangedFile = z.object({ file: described('The file, after the change.', FileFacts) });
const FileRead = z.object({ file: fileId, read: described('The authorized read.', ReadFacts) });

const shareEvent = <Type extends ShareEventType>(name: Type) =>
  z.object({ ...ofFile, type: type(name), data: data(ChangedShare) });

const fileEvent = <Type extends FileEventType>(name: Type) =>
  z.object({ ...ofFile, type: type(name), data: data(ChangedFile) });

const webhookId = described('Of the endpoint.', z.string());

const DisabledEndpoint = z.object({
  id: webhookId,
  reason: described(
    '`administrator`: one disabled it. `gone`: it answered 410. `failing`: every delivery failed for 5 days.',
    z.enum(['administrator', 'gone', 'failing']),
  ),
});
const TestedEndpoint = z.object({ id: webhookId });
const WebhookDisabled = z.object({ webhook: described('The endpoint.', DisabledEndpoint) });
const WebhookTested = z.object({ webhook: described('The endpoint.', TestedEndpoint) });

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
    data: data(FileRead),
  }),
  'share.created': shareEvent('share.created'),
  'share.used': shareEvent('share.used'),
  'share.revoked': shareEvent('share.revoked'),
  'webhook.disabled': z.object({
    ...ofNoFile,
    type: type('webhook.disabled'),
    data: data(WebhookDisabled),
  }),
  'webhook.test': z.object({
    ...ofNoFile,
    type: type('webhook.test'),
    data: data(WebhookTested),
  }),
} as const satisfies Record<EventType, z.ZodMiniType>;

/** What events are made of, by their names in the OpenAPI document. */
export const eventParts = {
  ...{ EventFinding: Code, EventFile: FileFacts, EventShare: ShareFacts, EventRead: ReadFacts },
  ...{ FileReference, ShareReference, ChangedFile, ChangedShare, FileRead },
  ...{ DisabledEndpoint, TestedEndpoint, WebhookDisabled, WebhookTested },
} as const;

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
