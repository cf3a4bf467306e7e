import { expect, test } from '@jest/globals';
import { deprecated } from '../../lambda/api/deprecation.js';

// The dates of the examples in RFC 9745 section 2.1 and RFC 8594 section 3.
const since = new Date('2023-06-30T23:59:59Z');
const sunset = new Date('2018-12-31T23:59:59Z');

test('a deprecated answer says since when, until when if that is known, and what replaces it', () => {
  const successor = '/files/a/url';
  const headers = { Deprecation: '@1688169599', Link: '</files/a/url>; rel="successor-version"' };
  expect(deprecated({ since, successor })).toEqual(headers);
  expect(deprecated({ since, sunset, successor })).toEqual({
    ...headers,
    Sunset: 'Mon, 31 Dec 2018 23:59:59 GMT',
  });
});
