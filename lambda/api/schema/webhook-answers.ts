import * as z from 'zod/mini';

const webhook = {
  id: z.string(),
  url: z.url(),
  /** The subscribed event types; `null`: all. */
  events: z.nullable(z.array(z.string())),
  description: z.nullable(z.string()),
  enabled: z.boolean(),
  /** Why it is disabled: by an administrator, because it returned 410, or because every delivery failed for 5 days. */
  disabled: z.nullable(
    z.object({ reason: z.enum(['administrator', 'gone', 'failing']), at: z.iso.datetime() }),
  ),
  /** Defined by the deployment, and changed and removed there. */
  fixed: z.boolean(),
  /** The first failure since the last success. */
  failingSince: z.nullable(z.iso.datetime()),
  /** Until when the previous secret is used too. */
  previousSecretUntil: z.nullable(z.iso.datetime()),
  /** `null` for a fixed one. */
  createdAt: z.nullable(z.iso.datetime()),
};

export const Webhook = z.object(webhook);

/** The secret is returned only once: `whsec_` and base64 (Standard Webhooks 1.0). */
export const NewWebhook = z.object({ ...webhook, secret: z.string() });

export const WebhookList = z.object({ items: z.array(Webhook) });

/** The event id of the delivery in the log. */
export const WebhookTest = z.object({ eventId: z.string() });

export const DeliveryList = z.object({
  items: z.array(
    z.object({
      /** The `webhook-id`. */
      eventId: z.string(),
      type: z.string(),
      timestamp: z.iso.datetime(),
      /** `failed`: all tries within a day failed. `skipped`: the endpoint was disabled. */
      outcome: z.enum(['delivered', 'retrying', 'failed', 'skipped']),
      attempts: z.int(),
      /** Of the last attempt: the HTTP status, or the error. */
      status: z.nullable(z.int()),
      error: z.nullable(
        z.enum(['address-refused', 'name-not-found', 'timeout', 'tls-failed', 'connection-failed']),
      ),
      latencyMs: z.nullable(z.int()),
      lastAttemptAt: z.iso.datetime(),
      nextAttemptAt: z.nullable(z.iso.datetime()),
    }),
  ),
  /** Pass it as `cursor` for the next page; `null` at the end. */
  nextCursor: z.nullable(z.string()),
});

export const Replayed = z.object({
  /** How many deliveries were enqueued. */
  count: z.int(),
  /** Pass it as `cursor` to continue; `null` when all are enqueued. */
  nextCursor: z.nullable(z.string()),
});
