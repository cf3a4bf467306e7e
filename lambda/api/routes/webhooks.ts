import * as z from 'zod/mini';
import { eventTypes, type EventType } from '../../core/event/event.js';
import { deliveryOutcomes } from '../../core/webhook/delivery.js';
import { maxOverlapSeconds } from '../../core/webhook/manage-endpoints.js';
import { Time } from '../schema/fields.js';
import type { Route } from '../schema/route.js';

const Events = z.array(z.enum(Object.keys(eventTypes) as [EventType, ...EventType[]])).check(z.minLength(1));
const Url = z.string().check(z.minLength(1), z.maxLength(2048));
const Description = z.string().check(z.minLength(1), z.maxLength(200));

const NewWebhook = z.strictObject({
  url: Url,
  /** What the endpoint is told; all that happens where it is left out. */
  events: z.optional(Events),
  description: z.optional(Description),
});

const ChangedWebhook = z.strictObject({
  url: z.optional(Url),
  /** `null`: all. */
  events: z.optional(z.nullable(Events)),
  description: z.optional(z.nullable(Description)),
  enabled: z.optional(z.boolean()),
});

const Rotation = z.strictObject({
  /** How long the old secret goes on signing beside the new one; 0 ends it at once. */
  overlapSeconds: z.optional(z.number().check(z.int(), z.minimum(0), z.maximum(maxOverlapSeconds))),
});

const Outcome = z.enum(deliveryOutcomes);
const Cursor = z.string().check(z.minLength(1), z.maxLength(256));

/** Of the events, the first included and the last not. */
const period = { since: z.optional(Time), until: z.optional(Time) };

const DeliveryQuery = z.strictObject({
  outcome: z.optional(Outcome),
  ...period,
  /** Deliveries in one page. */
  limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 50),
  cursor: z.optional(Cursor),
});

const Replay = z.strictObject({
  /** Which of the log's deliveries are sent again; `failed` and `skipped` ones, or however `eventId` ended, where it is left out. */
  outcomes: z.optional(z.array(Outcome).check(z.minLength(1))),
  ...period,
  /** This event alone. */
  eventId: z.optional(z.string().check(z.regex(/^evt_[\w-]{1,64}$/, 'expected the id of an event, `evt_…`'))),
  cursor: z.optional(Cursor),
});

const common = { function: 'webhooks', permission: 'files:admin' } as const;

export const webhooksRoutes = {
  addWebhook: {
    ...common,
    method: 'POST',
    path: '/webhooks',
    summary: 'Have an https URL told of events; the answer holds its secret, shown once',
    body: NewWebhook,
    success: [{ status: 201, answer: 'NewWebhook' }],
    problems: ['malformed-json', 'invalid-request', 'webhook-url-refused', 'too-many-webhooks'],
  },
  listWebhooks: {
    ...common,
    method: 'GET',
    path: '/webhooks',
    summary: 'All webhook endpoints',
    success: [{ status: 200, answer: 'WebhookList' }],
    problems: [],
  },
  readWebhook: {
    ...common,
    method: 'GET',
    path: '/webhooks/{id}',
    summary: 'One webhook endpoint',
    success: [{ status: 200, answer: 'Webhook' }],
    problems: ['webhook-not-found'],
  },
  changeWebhook: {
    ...common,
    method: 'PATCH',
    path: '/webhooks/{id}',
    summary: 'Change where an endpoint is, what it is told, and whether it is told anything',
    body: ChangedWebhook,
    success: [{ status: 200, answer: 'Webhook' }],
    problems: [
      'malformed-json',
      'invalid-request',
      'webhook-not-found',
      'webhook-fixed',
      'webhook-url-refused',
      'conflict',
    ],
  },
  removeWebhook: {
    ...common,
    method: 'DELETE',
    path: '/webhooks/{id}',
    summary: 'Remove an endpoint; what is still on its way to it is dropped',
    success: [{ status: 204 }],
    problems: ['webhook-not-found', 'webhook-fixed'],
  },
  testWebhook: {
    ...common,
    method: 'POST',
    path: '/webhooks/{id}/test',
    summary: 'Send an endpoint a `webhook.test`; its log says what became of it',
    success: [{ status: 202, answer: 'WebhookTest' }],
    problems: ['webhook-not-found'],
  },
  rotateWebhook: {
    ...common,
    method: 'POST',
    path: '/webhooks/{id}/rotate',
    summary: 'A new secret, shown once; the old one goes on signing beside it for a day',
    body: Rotation,
    bodyOptional: true,
    success: [{ status: 200, answer: 'NewWebhook' }],
    problems: ['malformed-json', 'invalid-request', 'webhook-not-found', 'conflict'],
  },
  listDeliveries: {
    ...common,
    method: 'GET',
    path: '/webhooks/{id}/deliveries',
    summary: 'What an endpoint was sent in the last 7 days, newest first, and what it answered',
    query: DeliveryQuery,
    success: [{ status: 200, answer: 'DeliveryList' }],
    problems: ['invalid-request', 'invalid-cursor', 'webhook-not-found'],
  },
  replayDeliveries: {
    ...common,
    method: 'POST',
    path: '/webhooks/{id}/replay',
    summary:
      'Send again what the log says failed or was skipped, or one event, 100 at a time, under the same ids',
    body: Replay,
    bodyOptional: true,
    success: [{ status: 202, answer: 'Replayed' }],
    problems: ['malformed-json', 'invalid-request', 'invalid-cursor', 'webhook-not-found'],
  },
} as const satisfies Record<string, Route>;
