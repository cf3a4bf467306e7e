import { expect, test } from '@jest/globals';
import { listensTo } from '../../../lambda/core/webhook/endpoint.js';
import { endpoint } from './endpoint.js';

test('an endpoint that names nothing is told everything but who reads', () => {
  expect(listensTo(endpoint(), 'file.verified')).toBe(true);
  expect(listensTo(endpoint(), 'file.read')).toBe(false);
});

test('an endpoint that names types is told those, and who reads where it asks for it', () => {
  expect(listensTo(endpoint({ events: ['file.read'] }), 'file.read')).toBe(true);
  expect(listensTo(endpoint({ events: ['file.read'] }), 'file.verified')).toBe(false);
});
