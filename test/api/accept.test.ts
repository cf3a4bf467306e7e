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
  ['application/json, text/plain, */*', true],
])('Accept %j requests JSON: %s', (header, json) => {
  expect(asksForJson(header)).toBe(json);
});
