import { describe, expect, test } from '@jest/globals';
import type { DomainEvent } from '../../../lambda/core/event/event.js';
import { eventsOf } from '../../../lambda/core/announcement/record-change.js';
import { deliver, failingForMs, type DeliverPorts } from '../../../lambda/core/webhook/deliver.js';
import { withoutNames, type Attempt, type Delivery } from '../../../lambda/core/webhook/delivery.js';
import type { Endpoint } from '../../../lambda/core/webhook/endpoint.js';
import { maxAttempts, retryInSeconds } from '../../../lambda/core/webhook/retry-schedule.js';
import { noon, photo } from '../records.js';
import { endpoint } from './endpoint.js';

function created(): DomainEvent {
  const event = eventsOf({ kind: 'file', after: photo({ metadata: { order: '7' } }), at: noon })[0];
  if (!event) throw new Error('nobody would be notified');
  return event;
}
const event = created();

/** One endpoint and its log, and a subscriber with configured responses. */
function service(start: Endpoint | undefined, answer: Attempt, now = noon) {
  const state = {
    endpoint: start,
    log: [] as Omit<Delivery, 'attempts'>[],
    /** Whether each entry of the log counts as an attempt. */
    counted: [] as boolean[],
    sent: [] as string[],
  };
  const ports: DeliverPorts = {
    now: () => now,
    random: () => 0.5,
    endpoints: {
      get: async () => state.endpoint,
      change: async (read, changes) =>
        (state.endpoint = { ...read, ...changes, revision: read.revision + 1 }),
    },
    log: {
      write: async (delivery, attempted) => {
        state.log.push(delivery);
        state.counted.push(attempted);
      },
    },
    send: async (_to, { id, body }) => {
      state.sent.push(body);
      expect(id).toBe(event.id);
      return answer;
    },
  };
  const run = (number = 1) => deliver(ports, { endpointId: endpoint().id, event }, number);
  return { state, run, ports };
}

const ok: Attempt = { status: 204, latencyMs: 12 };
const failed: Attempt = { status: 500, latencyMs: 12 };
const later = (ms: number) => new Date(noon.getTime() + ms);

describe('a delivery', () => {
  test('that succeeds is logged with status and latency, without a body or a name', async () => {
    const { state, run } = service(endpoint(), ok);
    expect(await run()).toEqual({ outcome: 'delivered', attempt: ok });
    expect(state.log).toMatchObject([
      { outcome: 'delivered', status: 204, latencyMs: 12, eventId: event.id },
    ]);
    expect(JSON.stringify(state.log)).not.toMatch(/me\.png|order/);
    expect(JSON.parse(state.sent[0] ?? '')).toMatchObject({ data: { file: { filename: 'me.png' } } });
  });

  test.each([
    ['301, since no redirect is followed', { status: 301, latencyMs: 1 }],
    ['300', { status: 300, latencyMs: 1 }],
    ['199', { status: 199, latencyMs: 1 }],
    ['404', { status: 404, latencyMs: 1 }],
    ['500', failed],
    ['nothing in time', { error: 'timeout', latencyMs: 15_000 }],
    ['nothing, at an address that is refused', { error: 'address-refused', latencyMs: 1 }],
  ] as const)('with the response %s is retried', async (_what, answer) => {
    const { state, run } = service(endpoint(), answer);
    expect(await run()).toEqual({ outcome: 'retrying', attempt: answer, retryInSeconds: 2 });
    expect(state.log).toMatchObject([{ outcome: 'retrying', nextAttemptAt: later(2000) }]);
  });

  test('has failed after its last attempt', async () => {
    const { state, run } = service(endpoint(), failed);
    expect(await run(maxAttempts)).toEqual({ outcome: 'failed', attempt: failed });
    expect(Object.keys(state.log[0] ?? {})).not.toContain('nextAttemptAt');
  });

  test.each([200, 201, 299])('with the status %i has succeeded', async (status) => {
    expect(await service(endpoint(), { status, latencyMs: 1 }).run()).toMatchObject({ outcome: 'delivered' });
  });

  test('is logged whole: what was sent, where, when, and what came of it', async () => {
    const { state, run } = service(endpoint(), { error: 'timeout', latencyMs: 15_000 });
    await run();
    expect(state.log).toEqual([
      {
        ...{ endpointId: endpoint().id, eventId: event.id, type: 'upload.created', timestamp: noon },
        ...{ outcome: 'retrying', error: 'timeout', latencyMs: 15_000 },
        ...{ lastAttemptAt: noon, nextAttemptAt: later(2000) },
        event: withoutNames(event),
      },
    ]);
  });

  test('of an event that is about no file is logged as it is', () => {
    const [disabling] = eventsOf({
      ...{ kind: 'webhook', at: noon },
      after: endpoint({ disabled: { reason: 'gone', at: noon } }),
    });
    if (!disabling) throw new Error('nobody would be notified');
    expect(withoutNames(disabling)).toBe(disabling);
  });

  test('to an endpoint that was removed is dropped', async () => {
    const { state, run } = service(undefined, ok);
    expect(await run()).toEqual({ outcome: 'unsubscribed' });
    expect([state.sent, state.log]).toEqual([[], []]);
  });

  test('to a disabled endpoint is not sent, and kept in its log for a replay', async () => {
    const { state, run } = service(endpoint({ disabled: { reason: 'failing', at: noon } }), ok);
    expect(await run()).toEqual({ outcome: 'skipped' });
    expect(state.sent).toEqual([]);
    expect(state.log).toMatchObject([{ outcome: 'skipped', eventId: event.id }]);
    // It is no attempt.
    expect(state.counted).toEqual([false]);
    const attempted = service(endpoint(), ok);
    await attempted.run();
    expect(attempted.state.counted).toEqual([true]);
  });
});

describe('an endpoint', () => {
  test('that answers 410 is disabled at once', async () => {
    const { state, run } = service(endpoint(), { status: 410, latencyMs: 1 });
    expect(await run()).toMatchObject({ disabled: 'gone' });
    expect(state.endpoint?.disabled).toEqual({ reason: 'gone', at: noon });
  });

  test('that fails is watched from its first failure on, and forgiven at its first success', async () => {
    const failing = service(endpoint(), failed);
    expect(await failing.run()).not.toHaveProperty('disabled');
    expect(failing.state.endpoint?.failingSince).toEqual(noon);
    const better = service(failing.state.endpoint, ok);
    await better.run();
    expect(better.state.endpoint?.failingSince).toBeUndefined();
  });

  test('that did nothing but fail for five days is disabled, and not a moment before', async () => {
    const failing = endpoint({ failingSince: noon });
    const fiveDays = Date.parse('2026-11-27T12:00:00Z') - noon.getTime();
    expect(failingForMs).toBe(fiveDays);
    expect(await service(failing, failed, later(fiveDays - 1)).run()).not.toHaveProperty('disabled');
    expect(await service(failing, failed, later(fiveDays)).run()).toMatchObject({ disabled: 'failing' });
  });

  test('that another attempt has changed meanwhile is not reported as disabled by this one', async () => {
    const { ports } = service(endpoint(), { status: 410, latencyMs: 1 });
    const endpoints = { ...ports.endpoints, change: async () => undefined };
    const order = { endpointId: endpoint().id, event };
    expect(await deliver({ ...ports, endpoints }, order, 1)).not.toHaveProperty('disabled');
  });

  test('that works is not written', async () => {
    const { state, run } = service(endpoint(), ok);
    await run();
    expect(state.endpoint?.revision).toBe(1);
  });
});

describe('the waits between attempts', () => {
  const waits = (random: number) =>
    Array.from({ length: maxAttempts - 1 }, (_, index) => retryInSeconds(index + 1, random) ?? 0);

  test('grow, and make a day in all', () => {
    const each = waits(0.5);
    expect(each).toEqual(each.toSorted((one, other) => one - other));
    const hours = each.reduce((sum, one) => sum + one, 0) / 3600;
    expect(hours).toBeGreaterThan(23);
    expect(hours).toBeLessThan(25);
  });

  test('differ by chance, and none is longer than SQS can hide a message', () => {
    expect(waits(0)).not.toEqual(waits(1));
    expect(Math.max(...waits(1))).toBeLessThan(12 * 3600);
  });

  test('differ by 15 % in both directions, and are whole seconds', () => {
    const middle = waits(0.5)[8] ?? NaN;
    expect([waits(0)[8], waits(1)[8]]).toEqual([Math.ceil(middle * 0.85), Math.ceil(middle * 1.15)]);
    expect(waits(0.123).every((wait) => Number.isInteger(wait))).toBe(true);
  });

  test('are as long as Retry-After, up to a limit', () => {
    expect(retryInSeconds(1, 0.5, 120)).toBe(120);
    expect(retryInSeconds(4, 0.5, 1)).toBe(60);
    expect(retryInSeconds(1, 0.5, 999_999)).toBeLessThan(12 * 3600);
  });
});
