import { describe, expect, test } from '@jest/globals';
import { etagOf, ifMatch } from '../../lambda/api/parse.js';
import { gatewayEvent } from './gateway-event.js';

const revisions = (header?: string) =>
  ifMatch(gatewayEvent('PATCH /files/{id}', header === undefined ? {} : { headers: { 'if-match': header } }));

describe('If-Match', () => {
  test('names the revision of the response whose ETag it repeats', () => {
    expect(revisions(etagOf({ revision: 12 }))).toEqual([12]);
    expect(revisions(' "1" , "2"')).toEqual([1, 2]);
    expect(revisions('"1" ')).toEqual([1]);
  });

  test('that is absent or a star leaves it open', () => {
    expect(revisions()).toBeUndefined();
    expect(revisions('*')).toBeUndefined();
  });

  test.each(['W/"3"', '"abc"', '"3x"', '""'])('of %s, which we never gave, matches nothing', (header) => {
    expect(revisions(header)).toEqual([]);
  });

  test.each(['3', '', '"3', "'3'", '"3";"4"', '"3", 4', '"3" x'])('that reads %j is refused', (header) => {
    expect(() => revisions(header)).toThrow(
      expect.objectContaining({
        code: 'invalid-request',
        errors: [expect.objectContaining({ pointer: 'If-Match' })],
      }),
    );
  });
});
