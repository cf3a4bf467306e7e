import { uriOf } from '../../core/webhook/webhook-url.js';
import { deliveryPlace, type Delivery } from '../../core/webhook/delivery.js';
import type { Endpoint } from '../../core/webhook/endpoint.js';
import { Problem } from '../../core/problem.js';
import type { Answer } from '../schema/answers.js';

/** An endpoint in the API: without secret. */
export function webhookAnswer(endpoint: Endpoint): Answer<'Webhook'> {
  const { id, url, events, description, fixed, disabled, failingSince, previousSecretUntil, createdAt } =
    endpoint;
  return {
    id,
    url: uriOf(url),
    events: events ? [...events] : null,
    description: description ?? null,
    enabled: disabled === undefined,
    disabled: disabled ? { reason: disabled.reason, at: disabled.at.toISOString() } : null,
    fixed: fixed ?? false,
    failingSince: failingSince?.toISOString() ?? null,
    previousSecretUntil: previousSecretUntil?.toISOString() ?? null,
    createdAt: endpoint.revision === 0 || fixed ? null : createdAt.toISOString(),
  };
}

export function deliveryAnswer(delivery: Delivery): Answer<'DeliveryList'>['items'][number] {
  return {
    eventId: delivery.eventId,
    type: delivery.type,
    timestamp: delivery.timestamp.toISOString(),
    outcome: delivery.outcome,
    attempts: delivery.attempts,
    status: delivery.status ?? null,
    error: delivery.error ?? null,
    latencyMs: delivery.latencyMs ?? null,
    lastAttemptAt: delivery.lastAttemptAt.toISOString(),
    nextAttemptAt: delivery.nextAttemptAt?.toISOString() ?? null,
  };
}

/** Milliseconds in hexadecimal digits, and the random part of the event's id. */
export const deliveryCursorPattern = '^[0-9a-f]{1,11}-[A-Za-z0-9_-]{1,64}$';

export function cursorAt(place: string | undefined): string | null {
  if (place === undefined) return null;
  const [timestamp = '', id = ''] = place.split('#');
  return `${Date.parse(timestamp).toString(16)}-${id.replace(/^evt_/, '')}`;
}

/** Throws `invalid-cursor`. */
export function placeIn(cursor: string, pointer: string): string {
  // Those of 0.1 were the place in base64url.
  const place = new RegExp(deliveryCursorPattern).test(cursor)
    ? placeOf(cursor)
    : Buffer.from(cursor, 'base64url').toString();
  const [timestamp = '', id = ''] = place.split('#');
  if (!isNaN(Date.parse(timestamp)) && /^evt_[\w-]+$/.test(id) && deliveryPlace(timestamp, id) === place)
    return place;
  const detail = 'expected the nextCursor of an earlier answer; leave it out to start from the newest';
  throw new Problem('invalid-cursor', detail, [{ pointer, detail }]);
}

function placeOf(cursor: string): string {
  const end = cursor.indexOf('-');
  const time = new Date(parseInt(cursor.slice(0, end), 16));
  return deliveryPlace(time.toISOString(), `evt_${cursor.slice(end + 1)}`);
}
