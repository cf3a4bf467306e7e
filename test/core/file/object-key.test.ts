import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { idInKey, isFileId, isKeyOf, keyFor, ownerKeyPattern } from '../../../lambda/core/file/object-key.js';
import { photoId } from '../records.js';

describe('object keys', () => {
  test('spread by the random end of the id, not by its time', () => {
    expect(keyFor('alice', photoId)).toBe(`files/ab/u-alice/${photoId}`);
  });

  test('an owner who could write outside a space of their own is hashed', () => {
    for (const owner of ['../alice', 'auth0|5f7c', 'a@b.example', 'ä', 'x'.repeat(65), '', 'a/b', 'a b']) {
      expect(keyFor(owner, photoId)).toMatch(new RegExp(`^files/ab/h-[A-Za-z0-9_-]{43}/${photoId}$`));
    }
  });

  test('no two owners share a space, and every key gives its id back', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        expect(keyFor(one, photoId) === keyFor(other, photoId)).toBe(one === other);
        expect(idInKey(keyFor(one, photoId))).toBe(photoId);
      }),
    );
  });

  test('a pattern matches the keys of its owner, and of no other', () => {
    const matches = (pattern: string, key: string) =>
      new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`).test(key);
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        expect(matches(ownerKeyPattern(one), keyFor(one, photoId))).toBe(true);
        expect(matches(ownerKeyPattern(one), keyFor(other, photoId))).toBe(one === other);
        expect(isKeyOf(one, keyFor(other, photoId))).toBe(one === other);
      }),
    );
  });

  test('keys of others name no file', () => {
    for (const key of [
      '',
      'files/',
      `public/ab/${photoId}`,
      'files/ab/u-alice/photo.png',
      `files/ab/u-alice/${photoId}/x`,
    ]) {
      expect(idInKey(key)).toBeUndefined();
    }
  });

  test('only ids of this service count as ids', () => {
    expect(isFileId(photoId)).toBe(true);
    for (const id of [
      photoId.toUpperCase(),
      photoId.replace('7abc', '4abc'),
      `${photoId}\n`,
      `${photoId}x`,
      `x${photoId}`,
      'x',
      '',
    ]) {
      expect(isFileId(id)).toBe(false);
    }
  });
});
