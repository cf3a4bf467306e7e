import { endpointKey, toEndpointItem } from '../../../lambda/aws/table/item/endpoint-item.js';
import type { AnnouncePorts } from '../../../lambda/core/announcement/announce.js';
import type { DomainEvent } from '../../../lambda/core/event/event.js';
import { deliver, type DeliverPorts } from '../../../lambda/core/webhook/deliver.js';
import type { Attempt, DeliveryOrder } from '../../../lambda/core/webhook/delivery.js';
import type { Endpoint } from '../../../lambda/core/webhook/endpoint.js';
import { replay } from '../../../lambda/core/webhook/replay.js';
import { maxAttempts } from '../../../lambda/core/webhook/retry-schedule.js';
import type { Subscriber, ToldChange } from '../model/snapshot.js';
import { noon } from '../../core/records.js';
import { DeliveryLog } from './delivery-log.js';
import { CallFailed, type Process } from './process.js';
import type { Simulation } from './simulation.js';

/** As the deployed queue has it. */
const visibilitySeconds = 3 * 60;

/** What a subscriber does to one request: all but the first two cause a retry. */
const answers: readonly (Attempt & { readonly isTaken: boolean })[] = [
  ...[
    { status: 204, latencyMs: 5, isTaken: true },
    { status: 200, latencyMs: 14_000, isTaken: true },
  ],
  // Accepted it, but returned an error.
  { status: 500, latencyMs: 5, isTaken: true },
  ...[
    { status: 503, latencyMs: 5, isTaken: false },
    { status: 301, latencyMs: 5, isTaken: false },
  ],
  { error: 'timeout' as const, latencyMs: 15_000, isTaken: true },
  { error: 'connection-failed' as const, latencyMs: 5, isTaken: false },
];
const gone: Attempt = { status: 410, latencyMs: 5 };
const taken: Attempt = { status: 204, latencyMs: 5 };

export const somebody = (name: string, changes: Partial<Endpoint> = {}): Endpoint => ({
  ...{
    id: `whe_${name}`,
    url: `https://${name}.example.com/`,
    secretVersion: 1,
    createdAt: noon,
    revision: 1,
  },
  ...changes,
});

const usual = [
  somebody('moody'),
  // One with two subscriptions that returns 410 once.
  somebody('choosy', { events: ['file.verified', 'share.used'] }),
];

/** Webhook endpoints, their queue and log, and their subscribers. */
export class Subscribers {
  private readonly endpoints = new Map<string, Endpoint>();
  private readonly got = new Map<string, DomainEvent[]>();
  private readonly log = new DeliveryLog();
  private readonly dead: DeliveryOrder[] = [];
  /** Endpoints that were disabled, which has an event. */
  readonly told: ToldChange[] = [];

  constructor(
    private readonly simulation: Simulation,
    endpoints: readonly Endpoint[] = usual,
  ) {
    for (const endpoint of endpoints) this.endpoints.set(endpoint.id, endpoint);
  }

  all(): Subscriber[] {
    return [...this.endpoints.values()].map(({ id, events }) => ({
      ...{ id, got: this.got.get(id) ?? [] },
      ...(events && { events }),
    }));
  }

  /** Endpoints, and the deliveries that failed every try. */
  present(): readonly object[] {
    const endpoints = [...this.endpoints.values()].map(({ id, disabled, failingSince }) => ({
      ...{ id, reason: disabled?.reason, failingSince },
    }));
    return [...endpoints, ...this.dead];
  }

  /** The ports of `announce` for them. */
  announcePorts(process: Process): Pick<AnnouncePorts, 'endpoints' | 'order'> {
    const { plan } = this.simulation;
    return {
      endpoints: () => process.call('endpoints', () => [...this.endpoints.values()]),
      order: async (orders) => {
        const isRefused = ({ endpointId, event }: DeliveryOrder) =>
          plan.isRare(`${process.name} ${event.id} ${endpointId}`);
        const refused = orders.filter(isRefused);
        await process.call('SendMessageBatch', () => {
          for (const order of orders) if (!refused.includes(order)) this.push(order, 1);
        });
        return new Map(refused.map(({ event }) => [event.id, 'InternalError']));
      },
    };
  }

  redrive(): void {
    for (const order of this.dead.splice(0)) this.push(order, 1);
  }

  /** An operator at the end: enables the endpoints, and replays what they missed. */
  async enable(): Promise<void> {
    for (const endpoint of this.endpoints.values()) {
      const changes = { disabled: undefined, failingSince: undefined };
      if (endpoint.disabled) this.change(endpoint, changes);
      const order = async (orders: readonly DeliveryOrder[]) => {
        for (const one of orders) this.push(one, 1);
        return new Map<string, string>();
      };
      const files = { get: async (id: string) => this.simulation.table.records.get(id) };
      let from: string | undefined;
      do {
        from = (await replay({ log: this.log, files, order }, endpoint.id, {}, from)).next;
      } while (from !== undefined);
    }
  }

  private push(order: DeliveryOrder, receives: number, inSeconds = 0): void {
    const name = `deliver ${order.event.type} to ${order.endpointId}, try ${receives}`;
    this.simulation.after(inSeconds, name, () => this.deliver(order, receives));
  }

  private deliver(order: DeliveryOrder, receives: number): void {
    const { simulation } = this;
    const again = (seconds: number, count = receives + 1) => {
      if (count > maxAttempts) this.dead.push(order);
      else this.push(order, count, seconds);
    };
    simulation
      .start('deliver', (process) => deliver(this.deliverPorts(process, receives), order, receives))
      .then(
        ({ outcome, retryInSeconds }) => {
          if (outcome === 'retrying') again(retryInSeconds ?? 0);
          else if (outcome === 'failed') this.dead.push(order);
          // A message that was handled may be redelivered.
          else if (simulation.plan.isRare(simulation.nameOf('delivered'))) again(0, receives);
        },
        () => again(visibilitySeconds),
      );
  }

  private deliverPorts(process: Process, receives: number): DeliverPorts {
    return {
      now: () => this.simulation.now,
      random: () => 0.5,
      endpoints: {
        get: (id) => process.call('endpoint', () => this.endpoints.get(id)),
        change: (read, changes) => process.call('change endpoint', () => this.change(read, changes)),
      },
      log: {
        write: (delivery, attempted) => process.call('log', () => this.log.note(delivery, attempted)),
      },
      send: async (endpoint, { id, body }) => {
        try {
          return await process.call(`tell ${endpoint.id} ${id}`, () =>
            this.answer(endpoint, { id, body }, receives),
          );
        } catch (error) {
          if (error instanceof CallFailed) return { error: 'connection-failed', latencyMs: 5 };
          throw error;
        }
      },
    };
  }

  /** How a subscriber handles a request. */
  private answer({ id, events }: Endpoint, sent: { id: string; body: string }, receives: number): Attempt {
    const { plan } = this.simulation;
    const name = `${id} ${sent.id} ${receives}`;
    const isGone = events !== undefined && plan.isRare(name);
    if (isGone) return gone;
    const { isTaken, ...answer } = plan.isRare(`${name} mood`)
      ? plan.choice(name, answers)
      : { ...taken, isTaken: true };
    const event = JSON.parse(sent.body) as DomainEvent;
    if (event.id !== sent.id) this.simulation.violated(`${id} was told of ${event.id} as ${sent.id}`);
    if (isTaken) this.got.set(id, [...(this.got.get(id) ?? []), event]);
    return answer;
  }

  private change(read: Endpoint, changes: Partial<Endpoint>): Endpoint | undefined {
    const before = this.endpoints.get(read.id);
    if (before?.revision !== read.revision) return undefined;
    const after: Endpoint = { ...read, ...changes, revision: read.revision + 1 };
    this.endpoints.set(after.id, after);
    if (after.disabled && !before.disabled)
      this.told.push({ type: 'webhook.disabled', id: after.id, revision: after.revision });
    this.simulation.tell(endpointKey(after.id), toEndpointItem(before), toEndpointItem(after));
    return after;
  }
}
