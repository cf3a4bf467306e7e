import { expect, test } from '@jest/globals';
import { everything, filterOf, listOptionsOf, queryOf } from '../../../web/files/filter.js';

const now = Date.parse('2026-11-22T12:00:00Z');

test('a URL has the filters, and is parsed back', () => {
  const filter = { ...everything, kind: 'image', since: 'week' } as const;
  expect(queryOf(filter)).toEqual({ kind: 'image', since: 'week' });
  expect(filterOf(new URLSearchParams(queryOf(filter)))).toEqual(filter);
  expect(queryOf(everything)).toEqual({});
});

test('unknown values in a URL are ignored', () => {
  expect(filterOf(new URLSearchParams('kind=constructor&state=&whose=theirs&x=1'))).toEqual(everything);
});

test('the service gets the chosen filters', () => {
  expect(listOptionsOf(everything, now)).toEqual({});
  expect(listOptionsOf({ kind: 'pdf', state: 'rejected', since: 'day', whose: 'others' }, now)).toEqual({
    type: 'application/pdf',
    status: 'rejected',
    sharedWithMe: true,
    createdAfter: new Date('2026-11-21T12:00:00Z'),
  });
});
