import { listensTo, type Endpoint } from '../webhook/endpoint.js';
import type { DeliveryOrder } from '../webhook/delivery.js';
import type { DomainEvent } from './event.js';
import { eventOf, type RecordChange } from './record-change.js';

/** Ids of the events that somebody was not told of, each with why. */
export type Untold = ReadonlyMap<string, string>;

export interface AnnouncePorts {
  /** Tells the bus. */
  readonly publish: (events: readonly DomainEvent[]) => Promise<Untold>;
  /** Who wants to be called, as of now. */
  readonly endpoints: () => Promise<readonly Endpoint[]>;
  /** Has endpoints called. */
  readonly order: (orders: readonly DeliveryOrder[]) => Promise<Untold>;
}

/** How a batch of the table's stream ended. */
export interface Announcement {
  /** Events that everybody was told of. */
  readonly announced: readonly DomainEvent[];
  readonly failure?: {
    /** Index of the first change that somebody was not told of; it and all after it must come again. */
    readonly index: number;
    readonly reason: string;
  };
}

interface Pending {
  readonly index: number;
  readonly event: DomainEvent;
}

/**
 * Tells of changes, in their order. Up to the first that fails everything counts as told; what comes after it may have
 * been told too, and will be again, under the same id.
 * @param changes each read when its turn comes; one that throws is a record that nobody can read
 */
export async function announce(
  ports: AnnouncePorts,
  changes: readonly (() => RecordChange | undefined)[],
): Promise<Announcement> {
  const { pending, unreadable } = readable(changes);
  const events = pending.map(({ event }) => event);
  const untold = events.length > 0 ? await tell(ports, events) : new Map<string, string>();
  const first = pending.find(({ event }) => untold.has(event.id));
  const failure = first ? { index: first.index, reason: untold.get(first.event.id) ?? '' } : unreadable;
  return { announced: events.filter(({ id }) => !untold.has(id)), ...(failure && { failure }) };
}

async function tell(
  { publish, endpoints, order }: AnnouncePorts,
  events: readonly DomainEvent[],
): Promise<Untold> {
  const known = await endpoints();
  // A disabled endpoint too: what it misses is in its log, to be sent again from there.
  const orders = events.flatMap((event) =>
    known
      .filter((endpoint) => listensTo(endpoint, event.type))
      .map(({ id: endpointId }) => ({ endpointId, event })),
  );
  const none: Untold = new Map();
  const untold = await Promise.all([publish(events), orders.length > 0 ? order(orders) : none]);
  return new Map(untold.flatMap((one) => [...one]));
}

/** The events up to the first record that cannot be read. */
function readable(changes: readonly (() => RecordChange | undefined)[]) {
  const pending: Pending[] = [];
  for (const [index, read] of changes.entries()) {
    try {
      const change = read();
      const event = change && eventOf(change);
      if (event) pending.push({ index, event });
    } catch (error) {
      // The kind of error alone: its message could quote the record, and with it a name.
      return { pending, unreadable: { index, reason: error instanceof Error ? error.name : 'unknown' } };
    }
  }
  return { pending };
}
