import { isFileEvent, type DomainEvent, type EventType } from '../event/event.js';

/** A message of the webhook queue: one event for one endpoint. */
export interface DeliveryOrder {
  readonly endpointId: string;
  readonly event: DomainEvent;
}

/**
 * - `delivered`: the endpoint returned 2xx
 * - `retrying`: it did not, and a retry is scheduled
 * - `failed`: all tries within a day failed; the message is in the dead-letter queue
 * - `skipped`: the endpoint was disabled
 */
export type DeliveryOutcome = 'delivered' | 'retrying' | 'failed' | 'skipped';

export const deliveryOutcomes = ['delivered', 'retrying', 'failed', 'skipped'] as const;

/** Why there was no response. */
export type NoAnswer =
  /** The URL, or an address of its host, is not allowed; no connection was opened. */
  | 'address-refused'
  | 'name-not-found'
  | 'timeout'
  /** The certificate is not valid for this host, or the server does not speak TLS. */
  | 'tls-failed'
  | 'connection-failed';

/** The result of an attempt. */
export type Attempt = { readonly latencyMs: number } & (
  { readonly status: number; readonly retryAfterSeconds?: number } | { readonly error: NoAnswer }
);

/** The delivery of one event to one endpoint, as in the log: with the response status, without bodies. */
export interface Delivery {
  readonly endpointId: string;
  readonly eventId: string;
  readonly type: EventType;
  readonly timestamp: Date;
  readonly outcome: DeliveryOutcome;
  readonly attempts: number;
  /** Of the last attempt. */
  readonly status?: number;
  readonly error?: NoAnswer;
  readonly latencyMs?: number;
  readonly lastAttemptAt: Date;
  readonly nextAttemptAt?: Date;
  /** The event for a replay, without name and metadata. */
  readonly event: DomainEvent;
}

export interface DeliveryPage {
  /** Newest first. */
  readonly deliveries: readonly Delivery[];
  /** Cursor of the next page, if there is one. */
  readonly next?: string;
}

/** Filter of an endpoint's deliveries; all if empty. */
export interface DeliveriesWanted {
  readonly outcomes?: readonly DeliveryOutcome[] | undefined;
  /** Time of the event, inclusive. */
  readonly since?: Date | undefined;
  /** Exclusive. */
  readonly until?: Date | undefined;
  readonly eventId?: string | undefined;
}

export interface DeliveryLog {
  /** The delivery log. Kept for 7 days; it counts attempts. */
  write(delivery: Omit<Delivery, 'attempts'>, attempted: boolean): Promise<void>;
  list(
    endpointId: string,
    wanted: DeliveriesWanted,
    page: { limit: number; from?: string | undefined },
  ): Promise<DeliveryPage>;
}

/** The event without name and metadata: the log must not outlive their deletion. */
export function withoutNames(event: DomainEvent): DomainEvent {
  if (!isFileEvent(event)) return event;
  return { ...event, data: { file: { ...event.data.file, filename: null, metadata: {} } } };
}

/** The sort order of the log: by the event's time, then by its id. */
export const deliveryPlace = (timestamp: string, eventId: string): string => `${timestamp}#${eventId}`;
