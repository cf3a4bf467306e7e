import { isFileEvent, type DomainEvent, type EventType } from '../event/event.js';

/** What one endpoint is to be told: one message of the queue. */
export interface DeliveryOrder {
  readonly endpointId: string;
  readonly event: DomainEvent;
}

/**
 * - `delivered`: the endpoint answered 2xx
 * - `retrying`: it did not, and is asked again
 * - `failed`: it did not for a day; the order waits in the dead-letter queue
 * - `skipped`: the endpoint was disabled
 */
export type DeliveryOutcome = 'delivered' | 'retrying' | 'failed' | 'skipped';

export const deliveryOutcomes = ['delivered', 'retrying', 'failed', 'skipped'] as const;

/** Why there was no answer. */
export type NoAnswer =
  /** The URL, or an address that its name stands for, is none that is sent to; no connection was opened. */
  | 'address-refused'
  | 'name-not-found'
  | 'timeout'
  /** The certificate is not one for this host, or TLS was not spoken. */
  | 'tls-failed'
  | 'connection-failed';

/** How an attempt ended. */
export type Attempt = { readonly latencyMs: number } & (
  { readonly status: number; readonly retryAfterSeconds?: number } | { readonly error: NoAnswer }
);

/** One event on its way to one endpoint, as the log has it: what was answered, and never a body. */
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
  /** To be sent again from; without what the file's owner called it. */
  readonly event: DomainEvent;
}

export interface DeliveryPage {
  /** Newest first. */
  readonly deliveries: readonly Delivery[];
  /** Where the next page begins, if there is one. */
  readonly next?: string;
}

/** Which of an endpoint's deliveries; all of them where nothing is said. */
export interface DeliveriesWanted {
  readonly outcomes?: readonly DeliveryOutcome[] | undefined;
  /** Times of the events: from this one on. */
  readonly since?: Date | undefined;
  /** Before this one. */
  readonly until?: Date | undefined;
  readonly eventId?: string | undefined;
}

export interface DeliveryLog {
  /** Kept for 7 days. Attempts are counted by the log. */
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

/** The order in which the log has them: by the event's time, then by its id. */
export const deliveryPlace = (timestamp: string, eventId: string): string => `${timestamp}#${eventId}`;
