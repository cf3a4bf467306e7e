import * as z from 'zod/mini';
import { eventTypes, type EventType } from '../../core/event/event.js';
import { deliveryOutcomes } from '../../core/webhook/delivery.js';
import { maxOverlapSeconds } from '../../core/webhook/manage-endpoints.js';
import { deliveryCursorPattern } from '../answer/webhook-answer.js';
import { list } from '../schema/collections.js';
import { described } from '../schema/described.js';
import { chosenText, Cursor, nameBehind, PageLimit, text, Time } from '../schema/fields.js';
import type { Route } from '../schema/route.js';

const types = Object.keys(eventTypes) as [EventType, ...EventType[]];
const Events = list(z.enum(types), { max: types.length });
const Url = text({ maxCharacters: 2048, isName: true }).check(
  z.meta({ minLength: 1, maxLength: 2048, pattern: nameBehind('https?://') }),
);
const Description = chosenText({ maxCharacters: 200, isName: true });

const NewWebhook = z.strictObject({
  url: described('Where events are sent: https, with a host on the public internet.', Url),
  events: described('Event types to subscribe to. Default: all.', z.optional(Events)),
  description: described('A description for people. Default: none.', z.optional(Description)),
});

const ChangedWebhook = z.strictObject({
  url: described('Where events are sent. Default: unchanged.', z.optional(Url)),
  events: described(
    'Event types to subscribe to, `null` for all. Default: unchanged.',
    z.optional(z.nullable(Events)),
  ),
  description: described(
    'A description for people, `null` for none. Default: unchanged.',
    z.optional(z.nullable(Description)),
  ),
  enabled: described('Whether events are sent. Default: unchanged.', z.optional(z.boolean())),
});

const Rotation = z.strictObject({
  overlapSeconds: described(
    'How long the old secret is used beside the new one; 0 revokes it at once. Default: a day.',
    z.optional(z.number().check(z.int(), z.minimum(0), z.maximum(maxOverlapSeconds))),
  ),
});

const Outcome = z.enum(deliveryOutcomes);

const period = {
  since: described('Only events at or after this time. Default: all.', z.optional(Time)),
  until: described('Only events before this time. Default: all.', z.optional(Time)),
};

const DeliveryQuery = z.strictObject({
  outcome: described('Only deliveries with this outcome. Default: all.', z.optional(Outcome)),
  ...period,
  limit: described('Deliveries in one page, 1 to 100.', PageLimit),
  cursor: described(
    '`nextCursor` of the page before. The first page where it is left out.',
    z.optional(Cursor(deliveryCursorPattern)),
  ),
});

const Replay = z.strictObject({
  outcomes: described(
    'The outcomes to replay. Default: `failed` and `skipped`, or any with `eventId`.',
    z.optional(list(Outcome, { max: deliveryOutcomes.length })),
  ),
  ...period,
  eventId: described(
    'Only this event. Default: all of the period.',
    z.optional(z.string().check(z.regex(/^evt_[\w-]{1,64}$/, 'expected the id of an event, `evt_…`'))),
  ),
  cursor: described(
    '`nextCursor` of the answer before. From the start where it is left out.',
    z.optional(Cursor(deliveryCursorPattern)),
  ),
});

const common = { function: 'webhooks', permission: 'files:admin' } as const;

export const webhooksRoutes = {
  addWebhook: {
    ...common,
    method: 'POST',
    path: '/webhooks',
    summary: 'Subscribe an https URL to events; the response holds its secret, shown once',
    body: NewWebhook,
    success: [{ status: 201, answer: 'CreatedWebhook' }],
    problems: ['malformed-json', 'invalid-request', 'webhook-url-refused', 'too-many-webhooks'],
  },
  listWebhooks: {
    ...common,
    method: 'GET',
    path: '/webhooks',
    summary: 'List all webhook endpoints',
    success: [{ status: 200, answer: 'WebhookList' }],
    problems: [],
  },
  readWebhook: {
    ...common,
    method: 'GET',
    path: '/webhooks/{id}',
    summary: 'Get one webhook endpoint',
    success: [{ status: 200, answer: 'Webhook' }],
    problems: ['webhook-not-found'],
  },
  changeWebhook: {
    ...common,
    method: 'PATCH',
    path: '/webhooks/{id}',
    summary: 'Change an endpoint: its URL, events and description, and whether it is enabled',
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
    summary: 'Delete an endpoint; its pending deliveries are dropped',
    success: [{ status: 204 }],
    problems: ['webhook-not-found', 'webhook-fixed'],
  },
  testWebhook: {
    ...common,
    method: 'POST',
    path: '/webhooks/{id}/test',
    summary: 'Send a `webhook.test` to an endpoint; its log shows the outcome',
    success: [{ status: 202, answer: 'TestEvent' }],
    problems: ['webhook-not-found'],
  },
  rotateWebhook: {
    ...common,
    method: 'POST',
    path: '/webhooks/{id}/rotate',
    summary: 'Rotate the secret: the new one is shown once; the old one also signs for a day',
    body: Rotation,
    bodyOptional: true,
    success: [{ status: 200, answer: 'CreatedWebhook' }],
    problems: ['malformed-json', 'invalid-request', 'webhook-not-found', 'conflict'],
  },
  listDeliveries: {
    ...common,
    method: 'GET',
    path: '/webhooks/{id}/deliveries',
    summary: 'List the deliveries to an endpoint in the last 7 days, newest first, with their outcomes',
    query: DeliveryQuery,
    success: [{ status: 200, answer: 'DeliveryList' }],
    problems: ['invalid-request', 'invalid-cursor', 'webhook-not-found'],
  },
  replayDeliveries: {
    ...common,
    method: 'POST',
    path: '/webhooks/{id}/replay',
    summary: 'Redeliver what failed or was skipped, or one event, 100 at a time, with the same event ids',
    body: Replay,
    bodyOptional: true,
    success: [{ status: 202, answer: 'Replayed' }],
    problems: ['malformed-json', 'invalid-request', 'invalid-cursor', 'webhook-not-found'],
  },
} as const satisfies Record<string, Route>;
