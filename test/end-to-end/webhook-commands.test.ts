import { GetQueueAttributesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { system } from '../stack/system.js';
import { made } from './fixture.js';
import type { Ran } from '../client/command/run-command.js';
import { operator } from './operator.js';
import type { Receiver } from './receiver.js';
import { until } from './until.js';
import { about, verified, WebhookStack, type ShownDelivery, type ShownWebhook } from './webhook-stack.js';

const sqs = new SQSClient({ ...system.client, useQueueUrlAsEndpoint: false });
let stack: WebhookStack;
beforeAll(async () => {
  stack = await WebhookStack.deploy();
});
afterAll(() => stack.stop());

const waybill = (...args: string[]) =>
  operator(['webhooks', ...args], { WAYBILL_API_URL: stack.apiUrl, WAYBILL_TOKEN: stack.admin.token });

function answer<T>({ exitCode, stdout, stderr }: Ran): T {
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
  return JSON.parse(stdout) as T;
}

/** An endpoint that the command created. */
async function added(...events: string[]): Promise<{ receiver: Receiver; webhook: ShownWebhook }> {
  const receiver = await stack.receiver();
  const asked = events.flatMap((event) => ['--event', event]);
  return { receiver, webhook: answer(await waybill('add', receiver.url, ...asked)) };
}

/** The type that these tests count: no other test in this stack rejects files. */
const refusal = 'file.rejected';

/** Makes `validate` reject a file. */
const refused = async () => (await stack.ada.store(made('MZ is no picture', 'image/png'))).id;

/** Three events that an endpoint missed while it was disabled, oldest first. */
async function missed(webhook: ShownWebhook): Promise<ShownDelivery[]> {
  answer(await waybill('disable', webhook.id));
  await Promise.all([refused(), refused(), refused()]);
  const skipped = await until('the missed events in the log', async () => {
    const items = await stack.deliveries(webhook, '?outcome=skipped');
    return items.length === 3 ? items : undefined;
  });
  answer(await waybill('enable', webhook.id));
  return skipped.toReversed();
}

const idsAt = ({ received }: Receiver) => received.map(({ event }) => event.id);

describe('an endpoint is managed by the command line', () => {
  test('from its secret to its end', async () => {
    const { receiver, webhook } = await added(refusal);
    expect(answer<object[]>(await waybill('ls'))).toContainEqual(
      expect.objectContaining({ id: webhook.id, url: receiver.url, events: [refusal] }),
    );

    expect(answer(await waybill('test', webhook.id))).toMatchObject({ outcome: 'delivered', status: 204 });
    const { secret } = answer<ShownWebhook>(await waybill('rotate', webhook.id, '--overlap', '0'));
    const id = await refused();
    const received = await receiver.gets(about(id, refusal), 'an event by the new secret');
    expect(verified(received, webhook.secret, secret)).toEqual([false, true]);

    const log = answer<ShownDelivery[]>(
      await waybill('log', webhook.id, '--outcome', 'delivered', '--since', '1h'),
    );
    expect(log.map(({ type }) => type).sort()).toEqual([refusal, 'webhook.test']);
    expect(answer<object[]>(await waybill('log', webhook.id, '--until', '1h'))).toEqual([]);

    answer(await waybill('rm', webhook.id));
    const gone = await waybill('test', webhook.id);
    expect(gone).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('webhook-not-found') });
  });

  test('and a failed test delivery is reported, with 1', async () => {
    const { receiver, webhook } = await added('file.deleted');
    receiver.answer(503);
    const { exitCode, stdout } = await waybill('test', webhook.id);
    expect([exitCode, JSON.parse(stdout)]).toMatchObject([1, { outcome: 'retrying', status: 503 }]);
  });

  test('and an error of the API is printed, with 1; an unreachable API, with 2', async () => {
    const answered = await waybill('add', 'http://10.0.0.1/');
    expect(answered).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('webhook-url-refused') });
    for (const args of [
      ['ls', '--api', 'http://127.0.0.1:9'],
      ['log', 'x', '--since', 'yesterday'],
      ['replay'],
    ])
      expect((await waybill(...args)).exitCode).toBe(2);
  }, 60_000);
});

describe('what an endpoint has missed', () => {
  test('is replayed, all of it or filtered, and once', async () => {
    const { receiver, webhook } = await added(refusal);
    const { id } = webhook;
    const all = await missed(webhook);
    const [{ timestamp, eventId }] = all.slice(1) as [ShownDelivery];
    const later = all.filter((one) => one.timestamp >= timestamp).length;
    const replayed = async (...args: string[]) =>
      answer<{ replayed: number }>(await waybill('replay', id, ...args)).replayed;
    const left = (count: number) =>
      until(`${String(count)} in the log`, async () => {
        const skipped = await stack.deliveries(webhook, '?outcome=skipped');
        return skipped.length === count || undefined;
      });

    expect(await replayed('--since', timestamp)).toBe(later);
    await left(3 - later);
    expect(idsAt(receiver)).toHaveLength(later);
    expect(await replayed('--until', timestamp)).toBe(3 - later);
    await left(0);
    expect(new Set(idsAt(receiver))).toEqual(new Set(all.map((one) => one.eventId)));
    expect(idsAt(receiver)).toHaveLength(3);
    expect(await replayed()).toBe(0);

    // It was delivered; but an event by its id is replayed anyway.
    expect(await replayed('--event', eventId)).toBe(1);
    await until('it once more', async () => idsAt(receiver).length === 4 || undefined);
    expect(idsAt(receiver).at(-1)).toBe(eventId);
    expect(await replayed('--outcome', 'delivered', '--outcome', 'failed')).toBe(3);
  }, 60_000);
});

describe('what waits in the dead-letter queue', () => {
  const queues = async () => {
    const queue = await stack.queueUrl();
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: queue, AttributeNames: ['RedrivePolicy'] }),
    );
    const { deadLetterTargetArn } = JSON.parse(Attributes?.['RedrivePolicy'] ?? '') as Record<string, string>;
    return { queue, dead: queue.replace(/[^/]+$/, deadLetterTargetArn?.split(':').at(-1) ?? '') };
  };
  /** As SQS does after a day of tries. */
  const dies = async (dead: string, MessageBody: string) => {
    await sqs.send(new SendMessageCommand({ QueueUrl: dead, MessageBody }));
  };
  const order = ({ id: endpointId }: ShownWebhook, eventId: string) => {
    const event = { id: eventId, type: 'webhook.test', timestamp: '2026-11-22T10:00:00.000Z', revision: 1 };
    return JSON.stringify({
      endpointId,
      event: { ...event, owner: null, data: { webhook: { id: endpointId } } },
    });
  };

  test('is delivered under the ids that it had; what is another’s, and what is none, stays', async () => {
    const [mine, other] = [await added('file.deleted'), await added('file.deleted')];
    const { queue, dead } = await queues();
    await dies(dead, order(mine.webhook, 'evt_one'));
    await dies(dead, order(other.webhook, 'evt_two'));
    await dies(dead, order(mine.webhook, 'evt_three'));
    await dies(dead, 'no event at all');
    const run = (...args: string[]) =>
      operator(['webhooks', 'replay', '--dead-letters', ...args], {
        WAYBILL_WEBHOOK_QUEUE: queue,
        WAYBILL_WEBHOOK_DEAD_LETTER_QUEUE: dead,
      });

    const ran = await run(mine.webhook.id);
    expect(ran.exitCode).toBe(1);
    expect(JSON.parse(ran.stdout)).toEqual({ replayed: 2, left: 1, foreign: [expect.any(String)] });
    for (const id of ['evt_one', 'evt_three'])
      expect(await mine.receiver.gets(({ headers }) => headers['webhook-id'] === id, id)).toBeDefined();
    expect(other.receiver.received).toEqual([]);
    const waiting = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: dead, AttributeNames: ['All'] }),
    );
    expect(waiting.Attributes).toMatchObject({
      ApproximateNumberOfMessages: '0',
      ApproximateNumberOfMessagesNotVisible: '2',
    });
  });

  test('is not read without a queue', async () => {
    const ran = await operator(['webhooks', 'replay', '--dead-letters']);
    expect(ran).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('WAYBILL_WEBHOOK_DEAD_LETTER_QUEUE'),
    });
  });
});
