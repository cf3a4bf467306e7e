import http from 'node:http';
import { text } from 'node:stream/consumers';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { close, listen } from '../../../local/engine/front.js';
import type { HeardEvent, Subscriber } from '../model/snapshot.js';
import type { FaultPlan } from '../simulation/fault-plan.js';

/** What a subscriber does to the first tries of one event; after them it accepts. */
type Mood = 'takes' | 'slow' | 'fails' | 'lies' | 'redirects' | 'hangs-up';
const moods: readonly Mood[] = [
  ...(['takes', 'takes', 'takes', 'takes', 'slow', 'fails'] as const),
  ...(['lies', 'redirects', 'hangs-up'] as const),
];
/** Retries come after 2 and 5 seconds; a third would take 15 more. */
const moodyTries = 2;

/** The subscribers of one webhook endpoint. */
export interface Receiver {
  readonly url: string;
  subscriber(): Subscriber;
  /** Violations. */
  readonly violations: readonly string[];
  stop(): Promise<void>;
}

/** @param plan of their faults; undefined for subscribers that accept everything at once */
export async function startReceiver(
  name: string,
  plan: FaultPlan | undefined,
  events?: readonly string[],
): Promise<Receiver> {
  const got: HeardEvent[] = [];
  const violations: string[] = [];
  const tries = new Map<string, number>();
  const bodies = new Map<string, string>();
  const server = http.createServer((request, response) => {
    void text(request).then(async (body) => {
      if (request.url !== '/hook') violations.push(`${name}: a redirect was followed`);
      const id = String(request.headers['webhook-id']);
      const event = JSON.parse(body) as HeardEvent;
      if (event.id !== id) violations.push(`${name} was told of ${event.id} as ${id}`);
      if ((bodies.get(id) ?? body) !== body) violations.push(`${name} was told of ${id} in two ways`);
      bodies.set(id, body);
      const number = (tries.get(id) ?? 0) + 1;
      tries.set(id, number);
      const mood = number > moodyTries ? undefined : plan?.choice(`${name} ${id} ${String(number)}`, moods);
      if (mood === 'slow') await pause(2_000);
      if (mood === 'hangs-up') return response.destroy();
      if (mood === 'redirects') return response.writeHead(301, { location: '/elsewhere' }).end();
      if (mood === 'fails') return response.writeHead(503).end();
      got.push(event);
      return response.writeHead(mood === 'lies' ? 500 : 204).end();
    });
  });
  await listen(server, 0);
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/hook`,
    subscriber: () => ({ id: name, got, ...(events && { events }) }),
    violations,
    stop: () => close(server),
  };
}
