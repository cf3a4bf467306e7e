import { expect, test } from '@jest/globals';
import { asFixed, fixedEndpointId, isEndpointId, listensTo } from '../../../lambda/core/webhook/endpoint.js';
import { endpoint } from './endpoint.js';

test('an endpoint without event types gets all except `file.read`', () => {
  expect(listensTo(endpoint(), 'file.verified')).toBe(true);
  expect(listensTo(endpoint(), 'file.read')).toBe(false);
});

test('an endpoint with event types gets those, and `file.read` if it is listed', () => {
  expect(listensTo(endpoint({ events: ['file.read'] }), 'file.read')).toBe(true);
  expect(listensTo(endpoint({ events: ['file.read'] }), 'file.verified')).toBe(false);
});

test.each(['whe_a', 'whe_0123456789abcdefghij-_', `whe_${'a'.repeat(64)}`])('%s may be an id', (id) => {
  expect(isEndpointId(id)).toBe(true);
});

test.each(['', 'whe_', `whe_${'a'.repeat(65)}`, 'xwhe_a', 'whe_a ', 'whe_a/b', 'whe_a\n'])(
  '%j is none: it may be too long for a key of the table',
  (id) => expect(isEndpointId(id)).toBe(false),
);

test('an endpoint of the deployment keeps its id, and so its secret and log, as long as it has its URL', () => {
  const url = 'https://hooks.example.com/waybill';
  // SHA-256 of the URL in base64url, 22 characters: 128 bits.
  expect(fixedEndpointId(url)).toBe('whe_2O4yJv5QL1-tDmMZcIn5Ho');
  expect(isEndpointId(fixedEndpointId(url))).toBe(true);
  expect(fixedEndpointId(`${url}/`)).not.toBe(fixedEndpointId(url));
});

test('an endpoint of the deployment subscribes to what the deployment says, or to all', () => {
  const url = 'https://hooks.example.com/waybill';
  expect(asFixed({ url, events: ['file.read'] })).toMatchObject({
    url,
    events: ['file.read'],
    fixed: true,
    revision: 0,
  });
  expect(asFixed({ url })).not.toHaveProperty('events');
});
