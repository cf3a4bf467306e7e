import { describe, expect, test } from '@jest/globals';
import { announce } from '../../../lambda/core/announcement/announce.js';
import type { DomainEvent } from '../../../lambda/core/event/event.js';
import type { RecordChange } from '../../../lambda/core/announcement/record-change.js';
import { UnreadableRecord } from '../../../lambda/core/event/unreadable-record.js';
import type { FileRecord } from '../../../lambda/core/file/file.js';
import type { DeliveryOrder } from '../../../lambda/core/webhook/delivery.js';
import type { Endpoint } from '../../../lambda/core/webhook/endpoint.js';
import { noon, photo } from '../records.js';
import { endpoint } from '../webhook/endpoint.js';

const change = (before: Partial<FileRecord> | undefined, after: Partial<FileRecord>): RecordChange => ({
  kind: 'file' as const,
  ...(before && { before: photo(before) }),
  after: photo({ revision: 2, ...after }),
  at: noon,
});

interface Calls {
  endpoints: Endpoint[];
  order: (orders: readonly DeliveryOrder[]) => Promise<Map<string, string>>;
}

describe('a batch', () => {
  const created = (revision: number) => () => change(undefined, { status: 'pending', revision });
  const nobodys = () => undefined;
  const broken = () => {
    throw new TypeError('cannot read “me.png”');
  };
  /** A bus that rejects events of these revisions. */
  const run = async (
    changes: Parameters<typeof announce>[1],
    refused: number[] = [],
    { endpoints = [], order = async () => new Map() }: Partial<Calls> = {},
  ) => {
    const told: number[] = [];
    const publish = async (events: readonly DomainEvent[]) => {
      const unsent = events.filter(({ revision }) => refused.includes(revision));
      told.push(...events.filter((one) => !unsent.includes(one)).map(({ revision }) => revision));
      return new Map(unsent.map(({ id }) => [id, 'ThrottlingException']));
    };
    const ports = { publish, endpoints: async () => endpoints, order };
    const { failure, announced } = await announce(ports, changes);
    expect(announced.map(({ revision }) => revision)).toEqual(told);
    return { told, failure };
  };

  test('is published in order', async () => {
    expect(await run([created(1), nobodys, created(2)])).toEqual({ told: [1, 2] });
  });

  test('without events makes no calls', async () => {
    const calls: string[] = [];
    const ports = {
      publish: async () => (calls.push('publish'), new Map()),
      endpoints: async () => (calls.push('endpoints'), []),
      order: async () => (calls.push('order'), new Map()),
    };
    expect(await announce(ports, [nobodys])).toEqual({ announced: [] });
    expect(calls).toEqual([]);
    await announce(ports, [created(1)]);
    // Without a subscriber nothing is enqueued.
    expect(calls).toEqual(['endpoints', 'publish']);
  });

  test('is retried from the first entry that the bus rejected, whatever else it accepted', async () => {
    expect(await run([created(1), nobodys, created(2), created(3), created(4)], [2, 4])).toEqual({
      told: [1, 3],
      failure: { index: 2, reason: 'ThrottlingException' },
    });
  });

  test('is retried from an unreadable record; what precedes it is published, and nothing of it', async () => {
    expect(await run([created(1), broken, created(2)])).toEqual({
      told: [1],
      failure: { index: 1, reason: 'TypeError' },
    });
  });

  test('reports what such a record lacks, if that quotes nothing of it', async () => {
    const bare = () => {
      throw new UnreadableRecord('a record lacks its owner');
    };
    expect((await run([bare])).failure?.reason).toBe('UnreadableRecord: a record lacks its owner');
  });

  test('is retried if the endpoints cannot be listed', async () => {
    const ports = {
      publish: () => Promise.reject(new Error('called')),
      endpoints: () => Promise.reject(new RangeError('of “me.png”')),
      order: () => Promise.reject(new Error('called')),
    };
    expect(await announce(ports, [nobodys, created(1)])).toEqual({
      announced: [],
      failure: { index: 1, reason: 'RangeError' },
    });
  });

  test('is ordered for each endpoint that listens, disabled or not', async () => {
    const orders: string[] = [];
    const order: Calls['order'] = async (all) => {
      orders.push(...all.map(({ endpointId, event }) => `${endpointId} ${event.type}`));
      return new Map();
    };
    const endpoints = [
      endpoint({ id: 'all' }),
      endpoint({ id: 'creations', events: ['upload.created'] }),
      endpoint({ id: 'deletions', events: ['file.deleted'] }),
      endpoint({ id: 'disabled', disabled: { reason: 'gone', at: noon } }),
    ];
    await run([created(1)], [], { endpoints, order });
    expect(orders).toEqual(['all upload.created', 'creations upload.created', 'disabled upload.created']);
  });

  test('is retried if a message was not enqueued, though the bus accepted the event', async () => {
    const order: Calls['order'] = async (all) =>
      new Map(all.flatMap(({ event }) => (event.revision === 2 ? [[event.id, 'Throttled'] as const] : [])));
    const changes = [created(1), created(2)];
    const { failure } = await announce(
      { publish: async () => new Map(), endpoints: async () => [endpoint()], order },
      changes,
    );
    expect(failure).toEqual({ index: 1, reason: 'Throttled' });
  });

  test('is retried from an entry that was rejected before such a record', async () => {
    const { failure } = await run([created(1), broken], [1]);
    expect(failure).toEqual({ index: 0, reason: 'ThrottlingException' });
  });
});
