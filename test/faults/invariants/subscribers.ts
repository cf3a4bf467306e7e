import type { HeardEvent, Snapshot } from '../model/snapshot.js';

/** I7: every subscriber got all published events of its subscription, and nothing else. */
export function* everySubscriberHears({ heard, subscribers }: Snapshot): Generator<string> {
  for (const { id, events, got } of subscribers) {
    const wanted = heard.filter(({ type }) => !events || events.includes(type));
    const missed = new Map(wanted.map((event) => [event.id, event]));
    for (const event of got) missed.delete(event.id);
    for (const event of missed.values()) yield `${id} was never told of ${nameOf(event)}`;
    const known = new Set(wanted.map((event) => event.id));
    for (const event of got)
      if (!known.has(event.id)) yield `${id} was told of ${nameOf(event)}, and nobody else`;
  }
}

const nameOf = ({ type, id, revision }: HeardEvent) => `${type} ${id} at ${revision}`;
