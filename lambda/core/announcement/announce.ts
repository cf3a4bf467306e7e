import { listensTo, type Endpoint } from '../webhook/endpoint.js';
import type { DeliveryOrder } from '../webhook/delivery.js';
import type { DomainEvent } from '../event/event.js';
import { eventsOf, type RecordChange } from './record-change.js';
import { reasonOf } from '../event/unreadable-record.js';

/** Ids of the events that were not published to everyone, each with the reason. */
export type Unsent = ReadonlyMap<string, string>;

export interface AnnouncePorts {
  /** Publishes to the bus. */
  readonly publish: (events: readonly DomainEvent[]) => Promise<Unsent>;
  /** The current webhook endpoints. */
  readonly endpoints: () => Promise<readonly Endpoint[]>;
  /** Enqueues deliveries for `deliver`. */
  readonly order: (orders: readonly DeliveryOrder[]) => Promise<Unsent>;
}

/** A change that was not published to everyone. */
export interface AnnouncementFailure {
  /** Its sequence number in the stream. */
  readonly index: number;
  readonly reason: string;
}

/** The result of a batch of the table's stream. */
export interface BatchResult {
  /** Number of events that were published to everyone. */
  readonly announced: readonly DomainEvent[];
  /** The first failed record; it and all after it must be retried. */
  readonly failure?: AnnouncementFailure;
}

/** Parsed in order; one that throws is an unreadable record. */
export type Changes = readonly (() => RecordChange | undefined)[];

interface Pending {
  readonly index: number;
  readonly event: DomainEvent;
}

/**
 * Publishes changes, in order. All before the first failure count as published; those after it may have been published
 * too, and are published again with the same id.
 */
export async function announce(ports: AnnouncePorts, changes: Changes): Promise<BatchResult> {
  const { pending, unreadable } = readable(changes);
  const [poison] = unreadable;
  const { announced, failures } = await sendEvents(
    ports,
    pending.filter(({ index }) => index < (poison?.index ?? Infinity)),
  );
  const failure = failures[0] ?? poison;
  return { announced, ...(failure && { failure }) };
}

/**
 * Publishes changes that were kept after a failure: all that can be, so that only the failing ones are left. Event ids
 * are the same as before.
 * @param dryRun publish nothing, and return what would be published
 */
export async function redriveChanges(
  ports: AnnouncePorts,
  changes: Changes,
  dryRun: boolean,
): Promise<{ announced: readonly DomainEvent[]; failures: readonly AnnouncementFailure[] }> {
  const { pending, unreadable } = readable(changes);
  if (dryRun) return { announced: pending.map(({ event }) => event), failures: unreadable };
  const { announced, failures } = await sendEvents(ports, pending);
  // Several events of one record may fail; it is listed once.
  const all = new Map([...unreadable, ...failures].reverse().map((failure) => [failure.index, failure]));
  return { announced, failures: [...all.values()].sort((one, two) => one.index - two.index) };
}

async function sendEvents(
  ports: AnnouncePorts,
  pending: readonly Pending[],
): Promise<{ announced: DomainEvent[]; failures: AnnouncementFailure[] }> {
  const events = pending.map(({ event }) => event);
  const unsent = events.length > 0 ? await sendTo(ports, events) : new Map<string, string>();
  return {
    announced: events.filter(({ id }) => !unsent.has(id)),
    failures: pending.flatMap(({ index, event }) => {
      const reason = unsent.get(event.id);
      return reason === undefined ? [] : [{ index, reason }];
    }),
  };
}

async function sendTo(
  { publish, endpoints, order }: AnnouncePorts,
  events: readonly DomainEvent[],
): Promise<Unsent> {
  let known: readonly Endpoint[];
  try {
    known = await endpoints();
  } catch (error) {
    return new Map(events.map(({ id }) => [id, reasonOf(error)]));
  }
  // A disabled endpoint too: what it misses is in its log, for a replay.
  const orders = events.flatMap((event) =>
    known
      .filter((endpoint) => listensTo(endpoint, event.type))
      .map(({ id: endpointId }) => ({ endpointId, event })),
  );
  const none: Unsent = new Map();
  const unsent = await Promise.all([publish(events), orders.length > 0 ? order(orders) : none]);
  return new Map(unsent.flatMap((one) => [...one]));
}

function readable(changes: Changes): { pending: Pending[]; unreadable: AnnouncementFailure[] } {
  const pending: Pending[] = [];
  const unreadable: AnnouncementFailure[] = [];
  for (const [index, read] of changes.entries()) {
    try {
      const change = read();
      for (const event of change ? eventsOf(change) : []) pending.push({ index, event });
    } catch (error) {
      unreadable.push({ index, reason: reasonOf(error) });
    }
  }
  return { pending, unreadable };
}
