import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { deliveryTable } from '../../../lambda/aws/table/delivery-table.js';
import { endpointTable } from '../../../lambda/aws/table/endpoint-table.js';
import type { Delivery } from '../../../lambda/core/webhook/delivery.js';
import { asFixed, type FixedEndpoint } from '../../../lambda/core/webhook/endpoint.js';
import { noon } from '../../core/records.js';
import { endpoint } from '../../core/webhook/endpoint.js';
import { startTable, table } from './dynamodb.js';

let db: Awaited<ReturnType<typeof startTable>>;
beforeAll(async () => {
  db = await startTable();
});
afterAll(() => db.stop());

const later = (seconds: number) => new Date(noon.getTime() + seconds * 1000);

describe('endpoints', () => {
  const deployed: FixedEndpoint[] = [
    { url: 'https://one.example.com/', events: ['file.verified'] },
    { url: 'https://two.example.com/' },
  ];
  const [one, two] = deployed.map(asFixed) as [ReturnType<typeof asFixed>, ReturnType<typeof asFixed>];
  const endpoints = (fixed = deployed) => endpointTable(db.client, table, fixed);
  const mine = endpoint({ id: 'whe_mine', description: 'ours', events: ['file.deleted'] });
  const failing = { failingSince: later(1), disabled: { reason: 'failing', at: later(2) } } as const;

  afterEach(async () => {
    for (const { id } of [one, two, mine]) await endpoints().remove(id);
  });

  test('are those of the deployment until somebody adds others', async () => {
    await expect(endpoints().all()).resolves.toEqual([one, two]);
    await expect(endpoints().get(one.id)).resolves.toEqual(one);
    await endpoints().add(mine);
    await expect(endpoints().all()).resolves.toEqual([one, two, mine]);
    await expect(endpoints().get(mine.id)).resolves.toEqual(mine);
    await expect(endpoints().get('whe_other')).resolves.toBeUndefined();
    await endpoints().remove(mine.id);
    await expect(endpoints().get(mine.id)).resolves.toBeUndefined();
  });

  test('are changed once for each time that they are read', async () => {
    await endpoints().add(mine);
    const changed = { ...mine, ...failing, previousSecretUntil: later(3), revision: 2 };
    await expect(endpoints().change(mine, { ...failing, previousSecretUntil: later(3) })).resolves.toEqual(
      changed,
    );
    await expect(endpoints().get(mine.id)).resolves.toEqual(changed);
    await expect(endpoints().change(mine, { description: 'theirs' })).resolves.toBeUndefined();
    await endpoints().change(changed, { events: undefined, failingSince: undefined });
    const { events, failingSince, ...rest } = changed;
    await expect(endpoints().get(mine.id)).resolves.toEqual({ ...rest, revision: 3 });
  });

  test('of the deployment keep what happened to them, and are what the deployment says', async () => {
    const changed = await endpoints().change(one, failing);
    expect(changed).toEqual({ ...one, ...failing, revision: 1 });
    await expect(endpoints().change(one, failing)).resolves.toBeUndefined();
    await expect(endpoints().all()).resolves.toEqual([two, changed]);
    const listeningToAll = [{ url: one.url }];
    const { events, ...rest } = changed ?? one;
    await expect(endpoints(listeningToAll).get(one.id)).resolves.toEqual(rest);
    await expect(endpoints(listeningToAll).all()).resolves.toEqual([rest]);
    // And are gone with the next deployment that does not have them.
    await expect(endpoints([]).get(one.id)).resolves.toBeUndefined();
    await expect(endpoints([]).all()).resolves.toEqual([]);
  });

  test('that cannot be written fail', async () => {
    await expect(endpoints().change(endpoint({ id: 'x'.repeat(2000) }), {})).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });
});

describe('the log of deliveries', () => {
  const log = () => deliveryTable(db.client, table);
  const event = (id: string) => ({
    ...{ id, type: 'webhook.test' as const, timestamp: noon.toISOString(), revision: 1, owner: null },
    data: { webhook: { id: 'whe_1' } },
  });
  const delivery = (seconds: number, changes: Partial<Delivery> = {}): Omit<Delivery, 'attempts'> => ({
    ...{ endpointId: 'whe_1', eventId: `evt_${seconds}`, type: 'webhook.test', timestamp: later(seconds) },
    ...{ outcome: 'delivered', status: 200, latencyMs: 12, lastAttemptAt: later(seconds + 1) },
    event: event(`evt_${seconds}`),
    ...changes,
  });
  const listed = (...wanted: Parameters<ReturnType<typeof log>['list']>) => log().list(...wanted);

  test('counts attempts, and has what the last of them came to', async () => {
    const first = delivery(0, { outcome: 'retrying', nextAttemptAt: later(9), status: 503 });
    await log().write(first, true);
    await expect(listed('whe_1', {}, { limit: 9 })).resolves.toEqual({
      deliveries: [{ ...first, attempts: 1 }],
    });
    const { status, latencyMs, nextAttemptAt, ...rest } = first;
    const second = { ...rest, outcome: 'failed', error: 'timeout', lastAttemptAt: later(9) } as const;
    await log().write(second, true);
    await expect(listed('whe_1', {}, { limit: 9 })).resolves.toEqual({
      deliveries: [{ ...second, attempts: 2 }],
    });
    await log().write({ ...second, outcome: 'skipped' }, false);
    await expect(listed('whe_1', {}, { limit: 9 })).resolves.toMatchObject({
      deliveries: [{ outcome: 'skipped', attempts: 2 }],
    });
    const key = { pk: 'WEBHOOK#whe_1', sk: `DELIVERY#${noon.toISOString()}#evt_0` };
    expect(await db.item(key)).toMatchObject({
      expiresAtSeconds: noon.getTime() / 1000 + 9 + 7 * 24 * 60 * 60,
    });
  });

  test('is read newest first, by outcome, time and event, page by page', async () => {
    const of = (seconds: number, outcome: Delivery['outcome']) =>
      delivery(seconds, { endpointId: 'whe_2', outcome });
    for (const one of [of(10, 'failed'), of(20, 'delivered'), of(30, 'failed'), of(40, 'skipped')])
      await log().write(one, true);
    const ids = async (...[wanted, page]: [object, { limit: number; from?: string | undefined }]) => {
      const { deliveries, next } = await listed('whe_2', wanted, page);
      return { ids: deliveries.map(({ eventId }) => Number(eventId.slice(4))), next };
    };
    const ten = { limit: 10 };
    await expect(ids({}, ten)).resolves.toEqual({ ids: [40, 30, 20, 10], next: undefined });
    await expect(ids({ outcomes: ['failed', 'skipped'] }, ten)).resolves.toMatchObject({ ids: [40, 30, 10] });
    await expect(ids({ eventId: 'evt_20' }, ten)).resolves.toMatchObject({ ids: [20] });
    await expect(ids({ since: later(20), until: later(40) }, ten)).resolves.toMatchObject({ ids: [30, 20] });
    await expect(ids({ since: later(40), until: later(20) }, ten)).resolves.toMatchObject({ ids: [] });
    const first = await ids({ outcomes: ['failed'] }, { limit: 1 });
    expect(first.ids).toEqual([30]);
    await expect(ids({ outcomes: ['failed'] }, { limit: 1, from: first.next })).resolves.toMatchObject({
      ids: [10],
    });
    await expect(listed('whe_3', {}, ten)).resolves.toEqual({ deliveries: [] });
  });
});
