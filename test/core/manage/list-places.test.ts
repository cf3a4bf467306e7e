import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { v7 } from 'uuid';
import { cursorAfter, isEmpty, placesAfter, placesWithin } from '../../../lambda/core/manage/list-places.js';

import { photoId } from '../records.js';

const at = (text: string) => new Date(`2026-11-22T${text}Z`);
const idAt = (time: Date) => v7({ msecs: time.getTime() });
const includes = ({ newest, oldest }: { newest: string; oldest: string }, id: string) =>
  oldest <= id && id <= newest;

describe('the places of a list', () => {
  test('is the whole list by default', () => {
    for (const time of [new Date(0), new Date(), new Date(2 ** 48 - 1)])
      expect(includes(placesWithin({}), idAt(time))).toBe(true);
  });

  test('begin with the first millisecond and end before the last', () => {
    const places = placesWithin({ createdAfter: at('10:00:00.000'), createdBefore: at('11:00:00.000') });
    const times = ['09:59:59.999', '10:00:00.000', '10:59:59.999', '11:00:00.000'];
    expect(times.map((time) => includes(places, idAt(at(time))))).toEqual([false, true, true, false]);
  });

  test('is empty for a time range that ends before it begins', () => {
    expect(isEmpty(placesWithin({ createdAfter: at('10:00:00'), createdBefore: at('10:00:00') }))).toBe(true);
    expect(isEmpty(placesWithin({ createdAfter: at('10:00:00'), createdBefore: at('10:00:01') }))).toBe(
      false,
    );
  });

  test('after a cursor is all that sorts before it', () => {
    fc.assert(
      fc.property(fc.uuid({ version: 7 }), fc.uuid({ version: 7 }), (id, cursor) => {
        const places = placesWithin({ cursor: cursorAfter(cursor) });
        expect(includes(places, id)).toBe(id < cursor);
        expect(placesAfter(cursor, placesWithin({}))).toEqual(places);
      }),
    );
  });

  test('after a cursor stays within the range', () => {
    const [one, other] = [idAt(at('10:00:00')), idAt(at('12:00:00'))];
    const range = { createdAfter: at('09:00:00'), createdBefore: at('11:00:00') };
    expect(includes(placesWithin({ ...range, cursor: cursorAfter(one) }), one)).toBe(false);
    expect(includes(placesWithin({ ...range, cursor: cursorAfter(other) }), one)).toBe(true);
    expect(includes(placesWithin({ ...range, cursor: cursorAfter(other) }), idAt(at('11:30:00')))).toBe(
      false,
    );
  });

  test('end before the time that was named, down to the first file', () => {
    const places = placesWithin({ createdBefore: at('10:00:00.000') });
    expect(includes(places, idAt(new Date(0)))).toBe(true);
    expect(includes(places, idAt(at('10:00:00.000')))).toBe(false);
    expect(isEmpty(placesWithin({ createdBefore: new Date(0) }))).toBe(false);
    expect(placesWithin({ createdBefore: new Date(0) }).newest).toBe(placesWithin({}).oldest);
  });

  test('are one file where both ends are its id', () => {
    const id = idAt(at('10:00:00'));
    expect(isEmpty({ newest: id, oldest: id })).toBe(false);
  });

  test.each(['', 'x', photoId.slice(1), `${photoId}0`, `0${photoId}`])(
    'after a cursor for %j: it is none of a page',
    (id) => {
      const begin = () => placesWithin({ cursor: cursorAfter(id) });
      if (id === '') expect(begin()).toEqual(placesWithin({}));
      else
        expect(begin).toThrow(
          expect.objectContaining({
            code: 'invalid-cursor',
            errors: [{ pointer: '?cursor', detail: expect.stringContaining('nextCursor') }],
          }),
        );
    },
  );

  test('before 1970 and after the end of ids are cut there', () => {
    expect(placesWithin({ createdAfter: new Date(-1) })).toEqual(placesWithin({}));
    expect(isEmpty(placesWithin({ createdBefore: new Date(8.64e15) }))).toBe(false);
  });
});

test('a cursor of version 0.1 is a place still', () => {
  const id = '01a22db0-9ca9-7438-8aae-a2de941e601d';
  const former = Buffer.from(id).toString('base64url');
  expect(placesWithin({ cursor: former })).toEqual(placesWithin({ cursor: cursorAfter(id) }));
});
