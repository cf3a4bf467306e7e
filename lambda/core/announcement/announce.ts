import { listensTo, type Endpoint } from '../webhook/endpoint.js';
import type { DeliveryOrder } from '../webhook/delivery.js';
import type { DomainEvent } from '../event/event.js';
import { eventsOf, type RecordChange } from './record-change.js';
import { reasonOf } from '../event/unreadable-record.js';

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

/** A change that somebody was not told of. */
export interface AnnouncementFailure {
  /** Its place among the changes. */
  readonly index: number;
  readonly reason: string;
}

/** How a batch of the table's stream ended. */
export interface BatchResult {
  /** Events that everybody was told of. */
  readonly announced: readonly DomainEvent[];
  /** The first; it and all after it must come again. */
  readonly failure?: AnnouncementFailure;
}

/** Each read when its turn comes; one that throws is a record that nobody can read. */
export type Changes = readonly (() => RecordChange | undefined)[];

interface Pending {
  readonly index: number;
  readonly event: DomainEvent;
}

/**
 * Tells of changes, in their order. Up to the first that fails everything counts as told; what comes after it may have
 * been told too, and will be again, under the same id.
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
 * Tells of changes that were kept because somebody could not be told of them: all that can be, so that those at fault
 * stand alone. Nobody is told twice of one change but under the same id.
 * @param dryRun tells nobody, and answers what would be told
 */
export async function redriveChanges(
  ports: AnnouncePorts,
  changes: Changes,
  dryRun: boolean,
): Promise<{ announced: readonly DomainEvent[]; failures: readonly AnnouncementFailure[] }> {
  const { pending, unreadable } = readable(changes);
  if (dryRun) return { announced: pending.map(({ event }) => event), failures: unreadable };
  const { announced, failures } = await sendEvents(ports, pending);
  // Several events of one record may fail; it is named once.
  const all = new Map([...unreadable, ...failures].reverse().map((failure) => [failure.index, failure]));
  return { announced, failures: [...all.values()].sort((one, two) => one.index - two.index) };
}

async function sendEvents(
  ports: AnnouncePorts,
  pending: readonly Pending[],
): Promise<{ announced: DomainEvent[]; failures: AnnouncementFailure[] }> {
  const events = pending.map(({ event }) => event);
  const untold = events.length > 0 ? await sendTo(ports, events) : new Map<string, string>();
  return {
    announced: events.filter(({ id }) => !untold.has(id)),
    failures: pending.flatMap(({ index, event }) => {
      const reason = untold.get(event.id);
      return reason === undefined ? [] : [{ index, reason }];
    }),
  };
}

async function sendTo(
  { publish, endpoints, order }: AnnouncePorts,
  events: readonly DomainEvent[],
): Promise<Untold> {
  let known: readonly Endpoint[];
  try {
    known = await endpoints();
  } catch (error) {
    return new Map(events.map(({ id }) => [id, reasonOf(error)]));
  }
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
