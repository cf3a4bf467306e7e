import * as z from 'zod/mini';

const webhook = {
  id: z.string(),
  url: z.url(),
  /** What it is told; `null`: everything. */
  events: z.nullable(z.array(z.string())),
  description: z.nullable(z.string()),
  enabled: z.boolean(),
  /** Why it is told nothing: an administrator said so, it answered 410, or it did nothing but fail for 5 days. */
  disabled: z.nullable(
    z.object({ reason: z.enum(['administrator', 'gone', 'failing']), at: z.iso.datetime() }),
  ),
  /** It comes with the deployment, and is changed and removed there. */
  fixed: z.boolean(),
  /** The first of the failures since the last success. */
  failingSince: z.nullable(z.iso.datetime()),
  /** Until when the secret before the last rotation signs too. */
  previousSecretUntil: z.nullable(z.iso.datetime()),
  /** `null` of a fixed one. */
  createdAt: z.nullable(z.iso.datetime()),
};

export const Webhook = z.object(webhook);

/** The secret is shown this once: `whsec_` and base64 (Standard Webhooks 1.0). */
export const NewWebhook = z.object({ ...webhook, secret: z.string() });

export const WebhookList = z.object({ items: z.array(Webhook) });

/** Of the delivery that its log will have. */
export const WebhookTest = z.object({ eventId: z.string() });

export const DeliveryList = z.object({
  items: z.array(
    z.object({
      /** The `webhook-id`. */
      eventId: z.string(),
      type: z.string(),
      timestamp: z.iso.datetime(),
      /** `failed`: it failed for a day. `skipped`: the endpoint was disabled. */
      outcome: z.enum(['delivered', 'retrying', 'failed', 'skipped']),
      attempts: z.int(),
      /** Of the last attempt: the status, or why there was none. */
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
  /** How many are on their way again. */
  count: z.int(),
  /** Pass it as `cursor` to go on; `null` when all are. */
  nextCursor: z.nullable(z.string()),
});
