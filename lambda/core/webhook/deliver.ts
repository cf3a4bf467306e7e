import {
  withoutNames,
  type Attempt,
  type Delivery,
  type DeliveryLog,
  type DeliveryOrder,
  type DeliveryOutcome,
} from './delivery.js';
import type { DisabledReason } from '../event/disabled-reason.js';
import type { Endpoint, EndpointChanges, Endpoints } from './endpoint.js';
import { retryInSeconds } from './retry-schedule.js';

/** An endpoint is disabled after every delivery has failed for this long. */
export const failingForMs = 5 * 24 * 60 * 60 * 1000;

export interface DeliverPorts {
  readonly now: () => Date;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly endpoints: Pick<Endpoints, 'get' | 'change'>;
  readonly log: Pick<DeliveryLog, 'write'>;
  /** Sends one signed request. Never throws: a failure is the outcome of the attempt. */
  readonly send: (endpoint: Endpoint, event: { id: string; body: string }, at: Date) => Promise<Attempt>;
}

/** The outcome of one message. */
export interface Delivered {
  /** `unsubscribed`: the endpoint was removed; the message is dropped. */
  readonly outcome: DeliveryOutcome | 'unsubscribed';
  readonly attempt?: Attempt;
  /** For `retrying`. */
  readonly retryInSeconds?: number;
  /** If the endpoint was disabled because of this attempt. */
  readonly disabled?: DisabledReason;
}

/**
 * Delivers one event to one endpoint, with one attempt. Throws if the table fails: the outcome is unknown, and the
 * message is retried.
 * @param number of this attempt, from 1
 */
export async function deliver(
  ports: DeliverPorts,
  { endpointId, event }: DeliveryOrder,
  number: number,
): Promise<Delivered> {
  const endpoint = await ports.endpoints.get(endpointId);
  if (!endpoint) return { outcome: 'unsubscribed' };
  const at = ports.now();
  const known = {
    ...{ endpointId, eventId: event.id, type: event.type, timestamp: new Date(event.timestamp) },
    ...{ event: withoutNames(event), lastAttemptAt: at },
  };
  if (endpoint.disabled) {
    await ports.log.write({ ...known, outcome: 'skipped' }, false);
    return { outcome: 'skipped' };
  }
  const attempt = await ports.send(endpoint, { id: event.id, body: JSON.stringify(event) }, at);
  const result = resultOf(ports, attempt, number);
  await ports.log.write({ ...known, ...logEntryOf(attempt, result, at) }, true);
  const disabled = await recordAttempt(ports, endpoint, attempt);
  return { ...result, attempt, ...(disabled && { disabled }) };
}

const isSuccess = (attempt: Attempt) => 'status' in attempt && attempt.status >= 200 && attempt.status <= 299;

interface Result {
  readonly outcome: DeliveryOutcome;
  readonly retryInSeconds?: number;
}

function resultOf({ random }: DeliverPorts, attempt: Attempt, number: number): Result {
  if (isSuccess(attempt)) return { outcome: 'delivered' };
  const asked = 'status' in attempt ? attempt.retryAfterSeconds : undefined;
  const wait = retryInSeconds(number, random(), asked);
  return wait === undefined ? { outcome: 'failed' } : { outcome: 'retrying', retryInSeconds: wait };
}

function logEntryOf(
  attempt: Attempt,
  { outcome, retryInSeconds: wait }: Result,
  at: Date,
): Pick<Delivery, 'outcome' | 'latencyMs' | 'nextAttemptAt' | 'status' | 'error'> {
  return {
    outcome,
    latencyMs: attempt.latencyMs,
    ...('status' in attempt ? { status: attempt.status } : { error: attempt.error }),
    ...(wait !== undefined && { nextAttemptAt: new Date(at.getTime() + wait * 1000) }),
  };
}

/**
 * Updates the endpoint after an attempt. On a conflict, a concurrent attempt has done it, and the next one will again.
 * @returns why the endpoint was just disabled
 */
async function recordAttempt(
  { now, endpoints }: DeliverPorts,
  endpoint: Endpoint,
  attempt: Attempt,
): Promise<DisabledReason | undefined> {
  const at = now();
  const changes = changesAfter(endpoint, attempt, at);
  if (!changes || !(await endpoints.change(endpoint, changes))) return undefined;
  return changes.disabled?.reason;
}

function changesAfter({ failingSince }: Endpoint, attempt: Attempt, at: Date): EndpointChanges | undefined {
  if (isSuccess(attempt)) return failingSince && { failingSince: undefined };
  // RFC 9110 section 15.5.11: permanently gone; Standard Webhooks 1.0: "consider disabling the endpoint".
  if ('status' in attempt && attempt.status === 410) return { disabled: { reason: 'gone', at } };
  if (!failingSince) return { failingSince: at };
  const isOver = at.getTime() - failingSince.getTime() >= failingForMs;
  return isOver ? { disabled: { reason: 'failing', at } } : undefined;
}
