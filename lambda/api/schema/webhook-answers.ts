import * as z from 'zod/mini';
import { described } from './described.js';

const Disabled = z.object({
  reason: described(
    '`administrator`: one disabled it. `gone`: it answered 410. `failing`: every delivery failed for 5 days.',
    z.enum(['administrator', 'gone', 'failing']),
  ),
  at: described('When it was disabled.', z.iso.datetime()),
});

const webhook = {
  id: described('Identifies the endpoint in paths.', z.string()),
  url: described(
    'Where events are sent, as a URI: other characters than those of RFC 3986 are percent-encoded, and a host in another script is in Punycode.',
    z.url(),
  ),
  events: described('Event types of its subscription; `null` for all.', z.nullable(z.array(z.string()))),
  description: described('A description for people; `null` without one.', z.nullable(z.string())),
  enabled: described('Whether events are sent.', z.boolean()),
  disabled: described('Why it is disabled; `null` while it is enabled.', z.nullable(Disabled)),
  fixed: described('Whether the deployment defines it: then it is changed and removed there.', z.boolean()),
  failingSince: described(
    'The first failure since the last success; `null` without one.',
    z.nullable(z.iso.datetime()),
  ),
  previousSecretUntil: described(
    'Until when the previous secret is used too; `null` if it is not.',
    z.nullable(z.iso.datetime()),
  ),
  createdAt: described('When it was created; `null` for a fixed one.', z.nullable(z.iso.datetime())),
};

export const Webhook = z.object(webhook);

export const CreatedWebhook = z.object({
  ...webhook,
  secret: described(
    'Verifies signatures: `whsec_` and base64 (Standard Webhooks 1.0). It is only in this response.',
    z.string(),
  ),
});

export const WebhookList = z.object({ items: described('All endpoints.', z.array(Webhook)) });

export const TestEvent = z.object({
  eventId: described('Of the test event: the `webhook-id` of its delivery in the log.', z.string()),
});

const Delivery = z.object({
  eventId: described('The header `webhook-id`.', z.string()),
  type: described('Of the event.', z.string()),
  timestamp: described('When the event happened.', z.iso.datetime()),
  outcome: described(
    '`failed`: every attempt failed, for a day. `skipped`: the endpoint was disabled.',
    z.enum(['delivered', 'retrying', 'failed', 'skipped']),
  ),
  attempts: described('How often it was sent.', z.int()),
  status: described('HTTP status of the last attempt; `null` without a response.', z.nullable(z.int())),
  error: described(
    'Why the last attempt had no response; `null` if it had one.',
    z.nullable(z.enum(['address-refused', 'name-not-found', 'timeout', 'tls-failed', 'connection-failed'])),
  ),
  latencyMs: described('Milliseconds of the last attempt; `null` without one.', z.nullable(z.int())),
  lastAttemptAt: described('When it was last sent.', z.iso.datetime()),
  nextAttemptAt: described('When it is retried; `null` if it is not.', z.nullable(z.iso.datetime())),
});

export const DeliveryList = z.object({
  items: described('Newest first.', z.array(Delivery)),
  nextCursor: described('Pass it as `cursor` for the next page; `null` at the end.', z.nullable(z.string())),
});

export const Replayed = z.object({
  count: described('Deliveries that were enqueued again.', z.int()),
  nextCursor: described(
    'Pass it as `cursor` to continue; `null` when all are enqueued.',
    z.nullable(z.string()),
  ),
});

/** What the answers are made of, by their names in the OpenAPI document. */
export const webhookParts = { DisabledWebhook: Disabled, Delivery } as const;
