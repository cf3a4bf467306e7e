import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { logLines } from '../stack/system.js';
import { drawing } from './fixture.js';
import type { Person } from './person.js';
import type { Receiver } from './receiver.js';
import { about, verified, WebhookStack, type ShownWebhook } from './webhook-stack.js';

let stack: WebhookStack;
let ada: Person;
let bob: Person;
let auditor: { receiver: Receiver; webhook: ShownWebhook };
let everything: Receiver;
let id: string;
beforeAll(async () => {
  stack = await WebhookStack.deploy();
  ada = stack.ada;
  bob = await stack.member(`bob-${randomUUID()}`);
  [auditor, { receiver: everything }] = await Promise.all([
    stack.subscribed(['file.read']),
    stack.subscribed(),
  ]);
  ({ id } = await ada.store(drawing()));
});
afterAll(() => stack.stop());

const accept = { accept: 'application/json' };

/** The auditor's events of one kind of read of the file. */
const told = async (how: string) => {
  const received = await auditor.receiver.gets(
    (one) => about(id, 'file.read')(one) && one.event.data['read']?.['how'] === how,
    `the read by ${how}`,
  );
  expect(verified(received, auditor.webhook.secret)).toEqual([true]);
  return received.event;
};

describe('an auditor gets an event for each read', () => {
  test('by its owner’s own token', async () => {
    const { revision } = await ada.ask<{ revision: number }>(`/files/${id}`);
    const { expiresAt } = await ada.ask<{ expiresAt: string }>(`/files/${id}/content`, { headers: accept });
    expect(await told('content')).toMatchObject({
      ...{ owner: ada.subject, revision },
      data: { read: { subject: ada.subject, share: null, expiresAt } },
    });
  });

  test('by a grant, among many and by HEAD, with the grantee’s name', async () => {
    await ada.ask(`/files/${id}/grants`, { method: 'POST', body: { subject: `user:${bob.subject}` } });
    await bob.ask('/files/urls', { method: 'POST', body: { ids: [id] } });
    await bob.call(`/files/${id}/content`, { method: 'HEAD' });
    for (const how of ['bulk', 'head'])
      expect(await told(how)).toMatchObject({ owner: ada.subject, data: { read: { subject: bob.subject } } });
  });

  test('by a link, with the link’s', async () => {
    const share = await ada.ask<{ id: string; url: string }>(`/files/${id}/shares`, {
      method: 'POST',
      body: {},
    });
    await fetch(share.url, { method: 'POST', redirect: 'manual' });
    const event = await told('share');
    expect(event.data['read']).toMatchObject({ subject: null, share: { id: share.id } });
    expect(JSON.stringify(event)).not.toContain(share.url.split('/').at(-1));
  });

  test('and none for refused reads', async () => {
    const eve = await stack.member(`eve-${randomUUID()}`);
    expect((await eve.call(`/files/${id}/content`, { headers: accept })).status).toBe(404);
    await ada.ask(`/files/${id}/content`, { headers: accept });
    await ada.call(`/files/${id}`, { method: 'DELETE' });
    await everything.gets(about(id, 'file.deleted'), 'the end');
    expect(auditor.receiver.received.map(({ body }) => body).join()).not.toContain(eve.subject);
  });
});

test('an endpoint without event types does not get it, and no log names a reader', async () => {
  expect(everything.received.some(about(id, 'file.verified'))).toBe(true);
  expect(everything.received.some(about(id, 'file.read'))).toBe(false);
  const lines = (await logLines()).filter((line) => /"service":"(download|announce|deliver)"/.test(line));
  expect(lines.join()).not.toContain(bob.subject);
});
