import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { writtenMediaTypes } from '../../../client/build/media-type-table.js';
import { mediaTypeOf } from '../../../client/transfer/media-type.js';
import { acceptedType, canonicalType, knownTypes } from '../../../lambda/core/content/index.js';
import { defaultTypes } from '../../../lambda/core/settings/default-types.js';

test('the client’s table is the one of the API and the content checker', () => {
  // Made by `npm run client:types`.
  expect(readFileSync('client/transfer/media-type-table.ts', 'utf8')).toBe(writtenMediaTypes());
});

test('of every type that is stored by default, each ending has a type in the client that the service takes', () => {
  const stored = new Set(defaultTypes.map(canonicalType));
  const endings = knownTypes
    .filter(({ type }) => stored.has(type))
    .flatMap(({ endings = '' }) => endings.split(' '));
  expect(endings.length).toBeGreaterThan(100);
  for (const ending of endings) {
    const filename = `A name.${ending.toUpperCase()}`;
    expect([ending, acceptedType(defaultTypes, mediaTypeOf(filename), filename)]).toEqual([
      ending,
      expect.any(String),
    ]);
  }
});

test.each([
  ['bmp', 'image/bmp'],
  ['psd', 'image/vnd.adobe.photoshop'],
  ['odt', 'application/vnd.oasis.opendocument.text'],
  ['potx', 'application/vnd.openxmlformats-officedocument.presentationml.template'],
  ['tgz', 'application/gzip'],
  ['m4b', 'audio/mp4'],
  ['opus', 'application/ogg'],
  ['geojson', 'application/json'],
  ['jfif', 'image/jpeg'],
  ['apng', 'image/png'],
])('.%s is %s', (ending, type) => {
  expect(mediaTypeOf(`a.b.${ending}`)).toBe(type);
});

test.each(['README', 'a.', 'archive.unheard', 'constructor', 'a.constructor', 'a.__proto__'])(
  'what the ending of %s means is left to the service',
  (filename) => {
    expect(mediaTypeOf(filename)).toBe('application/octet-stream');
  },
);
