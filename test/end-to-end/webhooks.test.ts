import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { logLines } from '../stack/system.js';
import { drawing, nameMark } from './fixture.js';
import { put, type Person } from './person.js';
import { until } from './until.js';
import { about, verified, WebhookStack, type ShownWebhook } from './webhook-stack.js';

let stack: WebhookStack;
let admin: Person;
let ada: Person;
beforeAll(async () => {
  stack = await WebhookStack.deploy();
  ({ admin, ada } = stack);
});
afterAll(() => stack.stop());

const subscribed = (events?: string[]) => stack.subscribed(events);
const deliveries = (webhook: ShownWebhook, query?: string) => stack.deliveries(webhook, query);

describe('an endpoint', () => {
  test('gets all events of a file, signed so that others can verify it', async () => {
    const { receiver, webhook } = await subscribed();
    const { id } = await ada.store(drawing());
    const received = await receiver.gets(about(id, 'file.verified'), 'the verdict');
    expect(verified(received, webhook.secret, `whsec_${'A'.repeat(43)}=`)).toEqual([true, false]);
    expect(received.headers['webhook-id']).toBe(received.event.id);
    expect(received.event.data['file']).toMatchObject({ filename: drawing().filename });
  });

  test('gets only the types of its subscription', async () => {
    const { receiver } = await subscribed(['file.deleted']);
    const { id } = await ada.store(drawing());
    await ada.call(`/files/${id}`, { method: 'DELETE' });
    await receiver.gets(about(id, 'file.deleted'), 'the deletion');
    // Other tests delete files in this stack, too.
    expect(new Set(receiver.received.map(({ event }) => event.type))).toEqual(new Set(['file.deleted']));
  });

  test('that is down for the first three tries gets every event afterwards, under the same id', async () => {
    const { receiver, webhook } = await subscribed(['share.created', 'share.revoked']);
    const { id } = await ada.store(drawing());
    receiver.answerBy((_one, attempt) => ([500, 503, 502] as const)[attempt - 1] ?? 204);
    const share = await ada.ask<{ id: string }>(`/files/${id}/shares`, { method: 'POST', body: {} });
    await ada.call(`/files/${id}/shares/${share.id}`, { method: 'DELETE' });
    const types = ['share.created', 'share.revoked'];
    const triesOf = (type: string) => receiver.received.filter(about(id, type));
    await until(
      'both events, four times each',
      async () => types.every((type) => triesOf(type).length >= 4) || undefined,
      90_000,
    );
    for (const type of types) {
      const tries = triesOf(type);
      expect(tries).toHaveLength(4);
      expect(new Set(tries.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
      expect(new Set(tries.map(({ body }) => body)).size).toBe(1);
      for (const one of tries) expect(verified(one, webhook.secret)).toEqual([true]);
    }
    const ids = types.map((type) => triesOf(type)[0]?.event.id);
    const log = await until('the end in the log', async () => {
      const items = (await deliveries(webhook, '?outcome=delivered')).filter(({ eventId }) =>
        ids.includes(eventId),
      );
      return items.length === 2 ? items : undefined;
    });
    expect(log.map(({ attempts, status }) => ({ attempts, status }))).toEqual([
      { attempts: 4, status: 204 },
      { attempts: 4, status: 204 },
    ]);
  });

  test('that fails delays no other', async () => {
    const [slow, quick] = [await subscribed(['upload.created']), await subscribed(['upload.created'])];
    slow.receiver.answer(...Array<number>(100).fill(500));
    const { id } = await ada.create(drawing());
    await quick.receiver.gets(about(id, 'upload.created'), 'the event at the other endpoint', 10_000);
  });

  test('that responds late, or never, delays no other', async () => {
    const [late, never, quick] = await Promise.all([
      subscribed(['upload.created']),
      subscribed(['upload.created']),
      subscribed(['upload.created']),
    ]);
    let answer: (status: number) => void = () => {};
    const held = new Promise<number>((resolve) => (answer = resolve));
    late.receiver.answerBy(() => held);
    never.receiver.answerBy(() => new Promise(() => {}));
    const first = await ada.create(drawing());
    const isFirst = about(first.id, 'upload.created');
    const { event } = await late.receiver.gets(isFirst, 'the request that stays open for a while');
    await never.receiver.gets(isFirst, 'the request that stays open');

    const more = await Promise.all(Array.from({ length: 3 }, () => ada.create(drawing())));
    for (const { id } of more)
      await quick.receiver.gets(about(id, 'upload.created'), 'the event at the other endpoint');
    // Until then no delivery has timed out or succeeded: the log would have it.
    const logged = async ({ webhook }: typeof late) =>
      (await deliveries(webhook)).find(({ eventId }) => eventId === event.id);
    expect([await logged(late), await logged(never)]).toEqual([undefined, undefined]);

    answer(204);
    const ended = await until('its end in the log', () => logged(late));
    expect(ended).toMatchObject({ outcome: 'delivered', attempts: 1 });
    for (const { webhook } of [late, never])
      await admin.call(`/webhooks/${webhook.id}`, { method: 'DELETE' });
  });

  test('that returns 410 is disabled, everyone else is notified, and the rest can be replayed', async () => {
    const [{ receiver, webhook }, other] = [
      await subscribed(['upload.created']),
      await subscribed(['webhook.disabled']),
    ];
    receiver.answer(410);
    await ada.create(drawing());
    const heard = await other.receiver.gets(
      ({ event }) => event.data['webhook']?.['id'] === webhook.id,
      'its end',
    );
    expect(heard.event).toMatchObject({ type: 'webhook.disabled', data: { webhook: { reason: 'gone' } } });
    const shown = await admin.ask<ShownWebhook>(`/webhooks/${webhook.id}`);
    expect(shown).toMatchObject({ enabled: false, disabled: { reason: 'gone' } });

    const { id } = await ada.create(drawing());
    await until('the missed event in the log', async () => {
      const items = await deliveries(webhook, '?outcome=skipped');
      return items.find(({ type }) => type === 'upload.created');
    });
    expect(receiver.received.some(about(id, 'upload.created'))).toBe(false);

    await admin.ask(`/webhooks/${webhook.id}`, { method: 'PATCH', body: { enabled: true } });
    const { count } = await admin.ask<{ count: number }>(`/webhooks/${webhook.id}/replay`, {
      method: 'POST',
    });
    expect(count).toBeGreaterThan(0);
    const again = await receiver.gets(about(id, 'upload.created'), 'what it had missed');
    expect(again.event.data['file']).toMatchObject({ filename: drawing().filename });
  });

  test('has two valid secrets while one is rotated', async () => {
    const { receiver, webhook } = await subscribed(['upload.created']);
    const rotated = await admin.ask<ShownWebhook>(`/webhooks/${webhook.id}/rotate`, { method: 'POST' });
    const first = await ada.create(drawing());
    const both = await receiver.gets(about(first.id, 'upload.created'), 'an event with two signatures');
    expect(verified(both, webhook.secret, rotated.secret)).toEqual([true, true]);
    const last = await admin.ask<ShownWebhook>(`/webhooks/${webhook.id}/rotate`, {
      method: 'POST',
      body: { overlapSeconds: 0 },
    });
    const second = await ada.create(drawing());
    const one = await receiver.gets(about(second.id, 'upload.created'), 'an event with one signature');
    expect(verified(one, rotated.secret, last.secret)).toEqual([false, true]);
  });

  test('can be tried', async () => {
    const { receiver, webhook } = await subscribed(['file.deleted']);
    const { eventId } = await admin.ask<{ eventId: string }>(`/webhooks/${webhook.id}/test`, {
      method: 'POST',
    });
    const ping = await receiver.gets(({ event }) => event.id === eventId, 'the test');
    expect(ping.event).toMatchObject({ type: 'webhook.test', owner: null });
    expect(verified(ping, webhook.secret)).toEqual([true]);
  });

  test('shows its secret once', async () => {
    const { webhook } = await subscribed();
    expect(webhook.secret).toMatch(/^whsec_/);
    const list = await admin.call('/webhooks');
    const one = await admin.call(`/webhooks/${webhook.id}`);
    for (const answer of [list, one]) expect(await answer.text()).not.toContain('whsec_');
  });

  test('that was removed gets nothing more', async () => {
    const { receiver, webhook } = await subscribed();
    expect((await admin.call(`/webhooks/${webhook.id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await admin.call(`/webhooks/${webhook.id}`)).status).toBe(404);
    const { id } = await ada.store(drawing());
    expect(receiver.received.filter(({ event }) => event.data['file']?.['id'] === id)).toEqual([]);
  });

  test.each([
    'http://10.0.0.1/',
    'https://169.254.169.254/',
    'https://[::ffff:7f00:1]/',
    'ftp://x.example.com/',
  ])('is refused at %s', async (url) => {
    const refused = await admin.call('/webhooks', { method: 'POST', body: { url } });
    expect([refused.status, await refused.json()]).toMatchObject([422, { code: 'webhook-url-refused' }]);
  });

  test('is an administrator’s business', async () => {
    expect((await ada.call('/webhooks')).status).toBe(403);
  });
});

test('links have events, without their tokens', async () => {
  const { receiver } = await subscribed(['share.created', 'share.used', 'share.revoked']);
  const { id } = await ada.store(drawing());
  const share = await ada.ask<{ id: string; url: string }>(`/files/${id}/shares`, {
    method: 'POST',
    body: {},
  });
  const used = await fetch(share.url, { method: 'POST', redirect: 'manual' });
  expect(used.status).toBe(303);
  await ada.call(`/files/${id}/shares/${share.id}`, { method: 'DELETE' });
  const types = ['share.created', 'share.used', 'share.revoked'];
  for (const type of types) await receiver.gets(about(id, type), type);
  const token = share.url.split('/').at(-1) ?? '-';
  expect(receiver.received.map(({ body }) => body).join()).not.toContain(token);
});

test('no secret, URL of a subscriber or file name is logged', async () => {
  const lines = (await logLines())
    .filter((line) => /"service":"(deliver|webhooks|announce)"/.test(line))
    .join();
  expect(lines).toContain('"delivery"');
  expect(lines).not.toMatch(new RegExp(`whsec_|/hook|${nameMark}`));
});

test('an endpoint that is blocked or unreachable later has that only in its log', async () => {
  const { receiver, webhook } = await subscribed(['upload.created']);
  await receiver.stop();
  const { upload } = await ada.create(drawing());
  await put(upload, drawing().bytes);
  const [first] = await until('the attempt in the log', async () => {
    const items = await deliveries(webhook);
    return items.length > 0 ? items : undefined;
  });
  expect(first).toMatchObject({ outcome: 'retrying', status: null, error: 'connection-failed' });
  await admin.call(`/webhooks/${webhook.id}`, { method: 'DELETE' });
});
