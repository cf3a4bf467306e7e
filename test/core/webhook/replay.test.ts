import { describe, expect, test } from '@jest/globals';
import { eventsOf } from '../../../lambda/core/announcement/record-change.js';
import {
  withoutNames,
  type DeliveriesWanted,
  type Delivery,
  type DeliveryOrder,
} from '../../../lambda/core/webhook/delivery.js';
import { replay, replayLimit } from '../../../lambda/core/webhook/replay.js';
import type { FileRecord } from '../../../lambda/core/file/file.js';
import { noon, photo } from '../records.js';
import { endpoint } from './endpoint.js';

const event = eventsOf({ kind: 'file', after: photo({ metadata: { order: '7' } }), at: noon })[0];
if (!event) throw new Error('nobody would be notified');
const logged: Delivery = {
  ...{ endpointId: 'whe_1', eventId: event.id, type: event.type, timestamp: noon, outcome: 'failed' },
  ...{ attempts: 13, lastAttemptAt: noon, event: withoutNames(event) },
};

/** A log of one delivery, and its file. */
function service(
  file?: FileRecord,
  deliveries: readonly Delivery[] = [logged],
  next: string | undefined = 'place',
) {
  const asked: [DeliveriesWanted, { limit: number; from?: string | undefined }][] = [];
  const orders: DeliveryOrder[] = [];
  const ports = {
    log: {
      list: async (_id: string, ...wanted: (typeof asked)[number]) => {
        asked.push(wanted);
        return { deliveries, ...(next !== '' && { next }) };
      },
    },
    files: { get: async () => file },
    order: async (all: readonly DeliveryOrder[]) => {
      orders.push(...all);
      return new Map<string, string>();
    },
  };
  return { ports, asked, orders };
}

describe('a replay', () => {
  test('is of what was missed, a page at a time', async () => {
    const { ports, asked } = service();
    expect(await replay(ports, 'whe_1', { since: noon }, 'there')).toEqual({ count: 1, next: 'place' });
    const outcomes = ['failed', 'skipped'];
    expect(asked).toEqual([
      [
        { since: noon, outcomes },
        { limit: replayLimit, from: 'there' },
      ],
    ]);
  });

  test('of an event by its id ignores the outcome, unless it is given', async () => {
    const { ports, asked } = service();
    await replay(ports, 'whe_1', { eventId: event.id });
    await replay(ports, 'whe_1', { eventId: event.id, outcomes: ['failed'] });
    expect(asked.map(([{ outcomes }]) => outcomes)).toEqual([undefined, ['failed']]);
  });

  test('has the original event id, and the current name of the file', async () => {
    const { ports, orders } = service(photo({ filename: 'renamed.png', metadata: { order: '8' } }));
    await replay(ports, 'whe_1', {});
    expect(orders).toMatchObject([
      {
        endpointId: 'whe_1',
        event: { id: event.id, data: { file: { filename: 'renamed.png', metadata: { order: '8' } } } },
      },
    ]);
  });

  test.each([
    ['was deleted', photo({ status: 'deleted', filename: '' })],
    ['is gone', undefined],
  ])('has no name of a file that %s', async (_what, file) => {
    const { ports, orders } = service(file);
    await replay(ports, 'whe_1', {});
    expect(orders).toMatchObject([{ event: { data: { file: { filename: null, metadata: {} } } } }]);
  });

  test('of nothing enqueues nothing, and has no next page', async () => {
    const { ports } = service(undefined, [], '');
    const order = () => Promise.reject(new Error('asked'));
    const done = await replay({ ...ports, order }, 'whe_1', {});
    expect(done).toStrictEqual({ count: 0 });
  });

  test.each([
    [
      'a deletion',
      { kind: 'file', before: photo(), after: photo({ status: 'deleted', filename: '' }), at: noon },
    ],
    ['no file', { kind: 'webhook', after: endpoint({ disabled: { reason: 'gone', at: noon } }), at: noon }],
  ] as const)('of an event about %s is as it was, and reads no file', async (_what, change) => {
    const [old] = eventsOf(change);
    if (!old) throw new Error('nobody would be notified');
    const { ports, orders } = service(photo(), [{ ...logged, event: old }]);
    const files = { get: () => Promise.reject(new Error('asked')) };
    await replay({ ...ports, files }, 'whe_1', {});
    expect(orders).toEqual([{ endpointId: 'whe_1', event: old }]);
  });

  test('that the queue accepts only in part fails: it may be repeated', async () => {
    const { ports } = service();
    const order = async () => new Map([[event.id, 'Throttled']]);
    await expect(replay({ ...ports, order }, 'whe_1', {})).rejects.toThrow('1 of 1');
  });
});
