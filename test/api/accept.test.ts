import { expect, test } from '@jest/globals';
import { asksForJson, languageOf } from '../../lambda/api/accept.js';

test.each([
  ['', 'en'],
  ['de', 'de'],
  ['de-CH, en;q=0.8', 'de'],
  ['en;q=0.8, de-CH', 'de'],
  ['fr, de;q=0.1', 'de'],
  ['fr, it', 'en'],
  ['de;q=0, en;q=0.1', 'en'],
  ['*', 'en'],
  ['fr, de;q=0', 'en'],
  ['de;q=0', 'en'],
  ['de;q=0.5, en;q=0.4', 'de'],
  ['DE', 'de'],
  [';;;,q=', 'en'],
])('Accept-Language %j selects %s', (header, language) => {
  expect(languageOf(header, ['en', 'de'])).toBe(language);
});

test.each([
  [undefined, false],
  ['*/*', false],
  ['text/html,application/xhtml+xml,*/*;q=0.8', false],
  ['application/json', true],
  // The default of axios and Angular.
  ['application/json, text/plain, */*', false],
  // jQuery, for JSON.
  ['application/json, text/javascript, */*; q=0.01', true],
  // Clients of openapi-generator.
  ['application/json, application/problem+json', true],
  ['APPLICATION/JSON', true],
  ['application/json; charset=utf-8; q=0.5', true],
  ['application/json;q=0, */*', false],
  ['application/json;q=0', false],
  ['application/problem+json', true],
  ['text/plain; note="application/json"', false],
  ['application/jsonp', false],
  ['*/*;q=0.1, application/json;q=0.2', true],
  ['application/json;q=x', false],
  ['image/webp, image/*, application/json;q=0.5', false],
  ['application/octet-stream, application/problem+json;q=0.9', false],
  ['application/problem+json;q=0.1, application/json', true],
  // RestSharp, for what it can read.
  ['application/json, text/json, text/javascript, application/xml, text/xml', true],
])('Accept %j requests JSON: %s', (header, json) => {
  expect(asksForJson(header)).toBe(json);
});
