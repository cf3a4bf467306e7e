import { createHmac, hkdfSync } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { Endpoint } from '../../../lambda/core/webhook/endpoint.js';
import {
  addEndpoint,
  changeEndpoint,
  maxEndpoints,
  removeEndpoint,
  rotateSecret,
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
