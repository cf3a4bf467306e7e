import { describe, expect, test } from '@jest/globals';
import type { WaybillProps } from '../../../lib/index.js';
import { maxAttempts } from '../../../lambda/core/webhook/retry-schedule.js';
import { find, resourcesOf, synthesize } from '../synthesize.js';

const url = 'https://hooks.example.com/waybill';

describe('what is provisioned for webhooks', () => {
  const resources = resourcesOf(synthesize({ webhooks: [{ url, events: ['file.verified'] }] }));

  test('receives ten messages at once, and retries an endpoint for a day before one goes to the dead-letter queue for two weeks', () => {
    const { Properties: source } = find(resources, 'AWS::Lambda::EventSourceMapping', 'WebhookSource');
    expect(source).toMatchObject({
      FunctionName: 'Deliver',
      BatchSize: 10,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
    const { Properties: queue } = find(resources, 'AWS::SQS::Queue', 'WebhookQueue');
    expect(queue).toMatchObject({
      RedrivePolicy: { maxReceiveCount: maxAttempts },
      MessageRetentionPeriod: 14 * 24 * 60 * 60,
    });
  });

  test('has the endpoints of the deployment in the functions’ environment', () => {
    for (const name of ['Announce', 'Deliver', 'Webhooks']) {
      const { Properties: fn } = find(resources, 'AWS::Lambda::Function', name);
      const { WEBHOOKS } = (fn['Environment'] as { Variables: Record<string, string> }).Variables;
      expect(JSON.parse(WEBHOOKS ?? '')).toEqual({ endpoints: [{ url, events: ['file.verified'] }] });
    }
  });

  test('retains the key with the data', () => {
    expect(find(resources, 'AWS::SecretsManager::Secret').DeletionPolicy).toBe('Retain');
  });
});

describe('the synthesis refuses', () => {
  const here = 'http://127.0.0.1:4566';
  test.each<[string, WaybillProps, RegExp]>([
    ['plain http', { webhooks: [{ url: 'http://hooks.example.com/' }] }, /webhooks\[0\]\.url.*only https/],
    [
      'a private address',
      { webhooks: [{ url: 'https://10.0.0.1/' }] },
      /webhooks\[0\]\.url.*not on the public/,
    ],
    [
      'an unknown event',
      { webhooks: [{ url, events: ['file.lost'] }] },
      /webhooks\[0\]\.events.*"file\.lost"/,
    ],
    ['no event at all', { webhooks: [{ url, events: [] }] }, /webhooks\[0\]\.events/],
    ['an endpoint twice', { webhooks: [{ url }, { url }] }, /webhooks: expected each URL once/],
    [
      'more than ten',
      { webhooks: Array.from({ length: 11 }, (_, i) => ({ url: `${url}${i}` })) },
      /at most 10/,
    ],
    ['more than there is room for', { webhooks: [{ url: `${url}${'x'.repeat(900)}` }] }, /at most 900 bytes/],
    ['loopback in the cloud', { allowLoopbackWebhooks: true }, /an awsEndpoint on this machine too/],
    [
      'loopback with an engine elsewhere',
      { allowLoopbackWebhooks: true, awsEndpoint: 'https://127.0.0.1.example.com' },
      /an awsEndpoint on this machine too/,
    ],
    ['loopback that is not allowed', { awsEndpoint: here, webhooks: [{ url: here }] }, /only https/],
    [
      'a private address where loopback is allowed',
      { awsEndpoint: here, allowLoopbackWebhooks: true, webhooks: [{ url: 'http://10.0.0.1/' }] },
      /only https/,
    ],
  ])('%s', (_what, props, message) => {
    expect(() => synthesize(props)).toThrow(message);
  });

  test('but not loopback on one machine', () => {
    const props = { awsEndpoint: here, allowLoopbackWebhooks: true, webhooks: [{ url: here }] };
    expect(() => synthesize(props)).not.toThrow();
  });
});
