import { expect, test } from '@jest/globals';
import { listensTo } from '../../../lambda/core/webhook/endpoint.js';
import { endpoint } from './endpoint.js';

test('an endpoint without event types gets all except `file.read`', () => {
  expect(listensTo(endpoint(), 'file.verified')).toBe(true);
  expect(listensTo(endpoint(), 'file.read')).toBe(false);
});

test('an endpoint with event types gets those, and `file.read` if it is listed', () => {
  expect(listensTo(endpoint({ events: ['file.read'] }), 'file.read')).toBe(true);
  expect(listensTo(endpoint({ events: ['file.read'] }), 'file.verified')).toBe(false);
});
