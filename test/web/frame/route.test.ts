import { expect, test } from '@jest/globals';
import { addressOf, routeOf } from '../../../web/frame/route.js';

test.each([
  ['', 'feed', {}],
  ['#/feed', 'feed', {}],
  ['#/files', 'files', {}],
  ['#/files?kind=image&since=week', 'files', { kind: 'image', since: 'week' }],
  ['#/nowhere', 'feed', {}],
  ['#files', 'feed', {}],
])('%j shows %s', (hash, view, query) => {
  const route = routeOf(hash);
  expect(route.view).toBe(view);
  expect(Object.fromEntries(route.query)).toEqual(query);
});

test('a view has an address that leads back to it', () => {
  expect(addressOf('files')).toBe('#/files');
  const { view, query } = routeOf(addressOf('files', { kind: 'a&b=c' }));
  expect([view, query.get('kind')]).toEqual(['files', 'a&b=c']);
});
