import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { webhookQueue } from '../../../lambda/aws/messages/webhook-queue.js';
import type { DeliveryOrder } from '../../../lambda/core/webhook/delivery.js';
import { noon } from '../../core/records.js';
import { startRecordedAws, type Recorded } from '../recorded-aws.js';

let aws: Awaited<ReturnType<typeof startRecordedAws>>;
beforeAll(async () => {
  aws = await startRecordedAws();
});
afterAll(() => aws.stop());
beforeEach(() => {
  aws.requests.length = 0;
  aws.answer = () => ({ body: {} });
});

const url = 'https://sqs.eu-west-1.amazonaws.com/111122223333/queue';

const order = (id: number, description = ''): DeliveryOrder => ({
  endpointId: `whe_${id % 3}`,
  event: {
    ...{
      id: `evt_${id}`,
      type: 'webhook.test',
      timestamp: noon.toISOString(),
      revision: 1,
      owner: description,
    },
    data: { webhook: { id: 'whe_1' } },
  } as unknown as DeliveryOrder['event'],
});
const orders = (count: number, description?: string) =>
  Array.from({ length: count }, (_, id) => order(id, description));
const entriesOf = ({ body }: Recorded) =>
  (JSON.parse(body) as { Entries: { Id: string; MessageBody: string; MessageGroupId: string }[] }).Entries;

test('orders go in batches of ten, each in the group of its endpoint', async () => {
  await expect(webhookQueue(url).order(orders(25))).resolves.toEqual(new Map());
  const batches = aws.requests.map(entriesOf);
  expect(batches.map(({ length }) => length).sort()).toEqual([10, 10, 5]);
  const sent = batches.flat().map(({ MessageBody, MessageGroupId }) => {
    const message = JSON.parse(MessageBody) as DeliveryOrder;
    expect(MessageGroupId).toBe(message.endpointId);
    return message;
  });
  expect(sent.sort((one, other) => Number(one.event.id.slice(4)) - Number(other.event.id.slice(4)))).toEqual(
    orders(25),
  );
});

test('orders in great number all go, and large ones in smaller batches', async () => {
  await webhookQueue(url).order(orders(230));
  expect(aws.requests.flatMap(entriesOf)).toHaveLength(230);
  aws.requests.length = 0;
  await webhookQueue(url).order(orders(4, 'x'.repeat(100_000)));
  expect(aws.requests.map((request) => entriesOf(request).length)).toEqual([2, 2]);
});

test('orders that were not accepted are named with why', async () => {
  aws.answer = () => ({ body: { Failed: [{ Id: '1', Code: 'Throttled' }, { Id: '2' }] } });
  await expect(webhookQueue(url).order(orders(3))).resolves.toEqual(
    new Map([
      ['evt_1', 'Throttled'],
      ['evt_2', 'unknown'],
    ]),
  );
  aws.answer = () => ({ status: 400, body: { __type: 'QueueDoesNotExist' } });
  const unsent = await webhookQueue(url).order(orders(2));
  expect([...unsent]).toEqual([
    ['evt_0', 'QueueDoesNotExist'],
    ['evt_1', 'QueueDoesNotExist'],
  ]);
});

test('an order that was received comes again later', async () => {
  await webhookQueue(url).delay('receipt', 90);
  expect(aws.requests.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
    { QueueUrl: url, ReceiptHandle: 'receipt', VisibilityTimeout: 90 },
  ]);
});
