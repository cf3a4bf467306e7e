import { expect, test } from '@jest/globals';
import type { QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { deliveryTable } from '../../../lambda/aws/table/delivery-table.js';
import type { DeliveriesWanted } from '../../../lambda/core/webhook/delivery.js';
import { fakeTable } from './fake-table.js';

/** The sort keys of the log, and a table that returns them as DynamoDB does, in pages of `Limit` items. */
const times = ['2026-11-20T10:00:00.000Z', '2026-11-21T10:00:00.000Z', '2026-11-22T10:00:00.000Z'];
const outcomes = ['failed', 'delivered', 'skipped'];
const items = times.map((timestamp, index) => ({
  ...{ sk: `DELIVERY#${timestamp}#evt_${index}`, eventId: `evt_${index}`, outcome: outcomes[index] },
  ...{ timestamp, lastAttemptAt: timestamp },
}));

function table() {
  const send = async (input: QueryCommandInput) => {
    const values = input.ExpressionAttributeValues as Record<string, string>;
    const start = input.ExclusiveStartKey?.['sk'] as string | undefined;
    const { ':oldest': oldest = '', ':newest': newest = '', ':event': event } = values;
    if (start && (start < oldest || start > newest))
      throw new Error('The provided starting key is outside query boundaries');
    const inRange = items
      .toReversed()
      .filter(({ sk }) => sk >= oldest && sk <= newest && (start === undefined || sk < start));
    const page = inRange.slice(0, input.Limit);
    const wanted = Object.keys(values).filter((name) => outcomes.includes(name.slice(1)));
    const fits = ({ outcome = '', eventId }: (typeof items)[number]) =>
      (wanted.length === 0 || wanted.includes(`:${outcome}`)) && (event === undefined || event === eventId);
    const last = page.length < inRange.length && page.at(-1);
    return { Items: page.filter(fits), ...(last && { LastEvaluatedKey: { pk: '', sk: last.sk } }) };
  };
  return deliveryTable(fakeTable(send), 'table');
}

async function listed(wanted: DeliveriesWanted, limit = 10, from?: string) {
  const { deliveries, next } = await table().list('whe_1', wanted, { limit, from });
  return { ids: deliveries.map(({ eventId }) => eventId), next };
}

const day = (index: number) => new Date(times[index] ?? '');

test.each<[string, DeliveriesWanted, string[]]>([
  ['all of them, newest first', {}, ['evt_2', 'evt_1', 'evt_0']],
  ['from a moment on, which counts', { since: day(1) }, ['evt_2', 'evt_1']],
  ['up to a moment, which does not', { until: day(1) }, ['evt_0']],
  ['between two', { since: day(1), until: day(2) }, ['evt_1']],
  ['within no time', { since: day(2), until: day(1) }, []],
  ['with an outcome', { outcomes: ['failed', 'skipped'] }, ['evt_2', 'evt_0']],
  ['of one event', { eventId: 'evt_1' }, ['evt_1']],
  ['of one event within a time that is not its own', { eventId: 'evt_1', since: day(2) }, []],
])('the log returns deliveries %s', async (_what, wanted, ids) => {
  expect((await listed(wanted)).ids).toEqual(ids);
});

test('a page continues after the previous one', async () => {
  const first = await listed({}, 2);
  expect(first.ids).toEqual(['evt_2', 'evt_1']);
  expect(await listed({}, 2, first.next)).toEqual({ ids: ['evt_0'], next: undefined });
});

test('a cursor of another time begins at the end of this one, or is at the end of it', async () => {
  const newest = `${times[2] ?? ''}#evt_2`;
  const oldest = `${times[0] ?? ''}#evt_0`;
  expect((await listed({ until: day(2) }, 10, newest)).ids).toEqual(['evt_1', 'evt_0']);
  expect(await listed({ since: day(1) }, 10, oldest)).toEqual({ ids: [], next: undefined });
});
