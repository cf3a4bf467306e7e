import { createHmac, hkdfSync } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { Endpoint } from '../../../lambda/core/webhook/endpoint.js';
import {
  addEndpoint,
  changeEndpoint,
  maxEndpoints,
  removeEndpoint,
  rotateSecret,
  testEndpoint,
  type ManageEndpointsPorts,
} from '../../../lambda/core/webhook/manage-endpoints.js';
import { secretsOf } from '../../../lambda/core/webhook/secret.js';
import { signedHeaders } from '../../../lambda/outbound/webhook-signature.js';
import { noon } from '../records.js';
import { endpoint } from './endpoint.js';

const key = 'the deployment’s one webhook key';

function service(...start: Endpoint[]) {
  const stored = new Map(start.map((one) => [one.id, one]));
  let made = 0;
  const ports: ManageEndpointsPorts = {
    now: () => noon,
    newId: () => `whe_${++made}`,
    allowLoopback: false,
    webhookKey: async () => key,
    order: async () => new Map(),
    endpoints: {
      all: async () => [...stored.values()],
      get: async (id) => stored.get(id),
      add: async (one) => void stored.set(one.id, one),
      change: async (read, changes) => {
        const after = { ...read, ...changes, revision: read.revision + 1 };
        stored.set(read.id, after);
        return after;
      },
      remove: async (id) => void stored.delete(id),
    },
  };
  return { ports, stored };
}

const url = 'https://hooks.example.com/';

describe('an endpoint', () => {
  test('has its own secret, which is not stored', async () => {
    const { ports, stored } = service();
    const one = await addEndpoint(ports, { url });
    const other = await addEndpoint(ports, { url });
    expect(one.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(other.secret).not.toBe(one.secret);
    expect(JSON.stringify([...stored.values()])).not.toContain(one.secret.slice(6));
  });

  test('is refused at an address that nothing is sent to', async () => {
    const { ports } = service();
    const local = { url: 'https://127.0.0.1/' };
    await expect(addEndpoint(ports, local)).rejects.toMatchObject({ code: 'webhook-url-refused' });
    const { endpoint: made } = await addEndpoint(ports, { url });
    await expect(changeEndpoint(ports, made.id, local)).rejects.toMatchObject({
      code: 'webhook-url-refused',
    });
  });

  test('is one of so many', async () => {
    const many = Array.from({ length: maxEndpoints }, (_, index) => endpoint({ id: `whe_x${index}` }));
    await expect(addEndpoint(service(...many).ports, { url })).rejects.toMatchObject({
      code: 'too-many-webhooks',
    });
  });

  test('that was disabled can be enabled, with nothing held against it', async () => {
    const { ports } = service(endpoint({ disabled: { reason: 'failing', at: noon }, failingSince: noon }));
    const enabled = await changeEndpoint(ports, endpoint().id, { enabled: true });
    expect([enabled.disabled, enabled.failingSince]).toEqual([undefined, undefined]);
  });

  test('of the deployment is changed and removed there, but may be disabled here', async () => {
    const { ports } = service(endpoint({ fixed: true }));
    const { id } = endpoint();
    await expect(changeEndpoint(ports, id, { url })).rejects.toMatchObject({ code: 'webhook-fixed' });
    await expect(removeEndpoint(ports, id)).rejects.toMatchObject({ code: 'webhook-fixed' });
    const disabled = await changeEndpoint(ports, id, { enabled: false });
    expect(disabled.disabled).toEqual({ reason: 'administrator', at: noon });
  });
});

describe('a change of an endpoint', () => {
  const { id } = endpoint();
  const described = endpoint({ events: ['file.verified'], description: 'ours', revision: 3 });

  test.each([
    ['its URL', { url }, { url, revision: 4 }],
    ['its events', { events: ['file.deleted'] as const }, { events: ['file.deleted'], revision: 4 }],
    ['its events to all', { events: null }, { events: undefined, revision: 4 }],
    ['its description', { description: 'theirs' }, { description: 'theirs', revision: 4 }],
    ['its description to none', { description: null }, { description: undefined, revision: 4 }],
    ['nothing, which is no write', {}, {}],
    ['nothing by enabling one that is', { enabled: true }, { revision: 4 }],
  ])('changes %s and no more', async (_what, request, changes) => {
    const { ports, stored } = service(described);
    const changed = await changeEndpoint(ports, id, request);
    expect(changed).toEqual({ ...described, ...changes });
    expect(stored.get(id)).toEqual(changed);
  });

  test('that disables it says when and by whom, once', async () => {
    const { ports } = service(endpoint());
    const disabled = await changeEndpoint(ports, id, { enabled: false });
    expect(disabled).toEqual(endpoint({ disabled: { reason: 'administrator', at: noon }, revision: 2 }));
    ports.endpoints.change = () => Promise.reject(new Error('a second write'));
    await expect(changeEndpoint(ports, id, { enabled: false })).resolves.toEqual(disabled);
  });

  test.each([{ url }, { events: null }, { description: null }])(
    'of the deployment is refused: %j',
    async (request) => {
      const { ports } = service(endpoint({ fixed: true }));
      await expect(changeEndpoint(ports, id, request)).rejects.toMatchObject({ code: 'webhook-fixed' });
    },
  );

  test('is made on what stands there: where another came first, it is read again', async () => {
    const { ports, stored } = service(endpoint());
    const { change } = ports.endpoints;
    let lost = 0;
    ports.endpoints.change = async (read, changes) => {
      if (lost++ < 4)
        return void stored.set(id, { ...read, description: 'theirs', revision: read.revision + 1 });
      return change(read, changes);
    };
    await expect(changeEndpoint(ports, id, { url })).resolves.toMatchObject({
      url,
      description: 'theirs',
      revision: 6,
    });
    lost = -1;
    await expect(changeEndpoint(ports, id, { url })).rejects.toMatchObject({ code: 'conflict' });
  });

  test.each([
    ['an id that nobody has', 'whe_unknown'],
    ['no id', '../x'],
  ])('needs an endpoint: %s', async (_case, other) => {
    const { ports, stored } = service(endpoint(), endpoint({ id: '../x' }));
    for (const act of [
      () => changeEndpoint(ports, other, { enabled: false }),
      () => removeEndpoint(ports, other),
      () => rotateSecret(ports, other),
      () => testEndpoint({ ...ports, newEventId: () => 'evt_1' }, other),
    ])
      await expect(act()).rejects.toMatchObject({ code: 'webhook-not-found' });
    expect(stored.size).toBe(2);
  });
});

describe('an endpoint that is new', () => {
  test('listens to everything until it says otherwise, and is there', async () => {
    const { ports, stored } = service();
    const { endpoint: plain } = await addEndpoint(ports, { url });
    expect(plain).toEqual({ id: 'whe_1', url, secretVersion: 1, createdAt: noon, revision: 1 });
    const wanted = { events: ['file.verified'] as const, description: 'ours' };
    const { endpoint: other } = await addEndpoint(ports, { url, ...wanted });
    expect(other).toEqual({ ...plain, id: 'whe_2', ...wanted });
    expect([...stored.values()]).toEqual([plain, other]);
  });

  test('is gone once it is removed', async () => {
    const { ports, stored } = service(endpoint());
    await removeEndpoint(ports, endpoint().id);
    expect(stored.size).toBe(0);
  });
});

describe('a test of an endpoint', () => {
  const ordering = (unsent: ReadonlyMap<string, string>) => {
    const { ports } = service(endpoint({ revision: 3 }));
    const orders: unknown[] = [];
    const order = async (some: readonly unknown[]) => {
      orders.push(...some);
      return unsent;
    };
    const test = () => testEndpoint({ ...ports, order, newEventId: () => 'evt_1' }, endpoint().id);
    return { test, orders };
  };

  test('is sent to it alone, and named for the log', async () => {
    const { test, orders } = ordering(new Map());
    await expect(test()).resolves.toBe('evt_1');
    const { id } = endpoint();
    const named = { id: 'evt_1', type: 'webhook.test', timestamp: noon.toISOString(), revision: 3 };
    expect(orders).toEqual([{ endpointId: id, event: { ...named, owner: null, data: { webhook: { id } } } }]);
  });

  test('that the queue did not take fails', async () => {
    await expect(ordering(new Map([['evt_1', 'full']])).test()).rejects.toThrow('full');
  });
});

describe('a secret', () => {
  const later = (seconds: number) => new Date(noon.getTime() + seconds * 1000);

  test('that is rotated also signs until it expires', async () => {
    const { ports, stored } = service(endpoint());
    const [old = ''] = secretsOf(key, endpoint(), noon);
    const { secret } = await rotateSecret(ports, endpoint().id, 60);
    const now = stored.get(endpoint().id) ?? endpoint();
    expect(secretsOf(key, now, later(59))).toEqual([secret, old]);
    expect(secretsOf(key, now, later(60))).toEqual([secret]);
  });

  test('that is rotated lasts a day yet, if nothing else is said', async () => {
    const { ports } = service(endpoint());
    const { endpoint: rotated, secret } = await rotateSecret(ports, endpoint().id);
    expect(rotated).toMatchObject({ secretVersion: 2, previousSecretUntil: later(24 * 60 * 60) });
    expect(secretsOf(key, rotated, later(24 * 60 * 60))).toEqual([secret]);
  });

  test('is never made of an empty key', () => {
    expect(() => secretsOf('', endpoint(), noon)).toThrow('the webhook key is empty');
  });

  test('may be ended at once', async () => {
    const { ports, stored } = service(endpoint({ previousSecretUntil: later(60), secretVersion: 2 }));
    const { secret } = await rotateSecret(ports, endpoint().id, 0);
    expect(secretsOf(key, stored.get(endpoint().id) ?? endpoint(), noon)).toEqual([secret]);
  });

  test('is derived as RFC 5869 has it, and signs as Standard Webhooks has it', () => {
    const [secret = ''] = secretsOf(key, endpoint(), noon);
    const derived = Buffer.from(hkdfSync('sha256', key, '', `waybill webhook ${endpoint().id} 1`, 32));
    expect(Buffer.from(secret.slice('whsec_'.length), 'base64')).toEqual(derived);
    const headers = signedHeaders([secret], { id: 'evt_1', body: '{"é":1}' }, noon);
    const seconds = String(noon.getTime() / 1000);
    const mac = createHmac('sha256', derived).update(`evt_1.${seconds}.{"é":1}`).digest('base64');
    expect(headers).toEqual({
      'webhook-id': 'evt_1',
      'webhook-timestamp': seconds,
      'webhook-signature': `v1,${mac}`,
    });
  });
});
