import { describe, expect, test } from '@jest/globals';
import { grantsRoutes } from '../../../lambda/api/routes/grants.js';
import { sharesRoutes } from '../../../lambda/api/routes/shares.js';
import { refusedFields } from './refused-fields.js';

const shared = (body: object) => refusedFields(sharesRoutes.createShare.body, body);
const granted = (subject: unknown) => refusedFields(grantsRoutes.createGrant.body, { subject });

describe('a link', () => {
  test('lasts a minute to 30 days', () => {
    for (const expiresInSeconds of [60, 30 * 24 * 60 * 60]) expect(shared({ expiresInSeconds })).toEqual([]);
    for (const expiresInSeconds of [59, 60.5, 30 * 24 * 60 * 60 + 1])
      expect(shared({ expiresInSeconds })).toEqual(['expiresInSeconds']);
  });

  test('may be used once to a million times', () => {
    for (const maxDownloads of [1, 1_000_000]) expect(shared({ maxDownloads })).toEqual([]);
    for (const maxDownloads of [0, 1.5, 1_000_001])
      expect(shared({ maxDownloads })).toEqual(['maxDownloads']);
  });

  test('has a password of 8 to 128 characters, or none', () => {
    for (const password of ['x'.repeat(8), '\u{1F511}'.repeat(128)]) expect(shared({ password })).toEqual([]);
    for (const password of ['', 'x'.repeat(7), '\u{1F511}'.repeat(129)])
      expect(shared({ password })).toEqual(['password']);
    expect(shared({})).toEqual([]);
    expect(shared({ token: 'mine' })).toEqual(['token']);
  });
});

describe('a grant', () => {
  test.each(['user:bob', 'group:editors', 'user:auth0|5f7c', 'group:a:b', `user:${'x'.repeat(1024)}`])(
    'may be for %s',
    (subject) => {
      expect(granted(subject)).toEqual([]);
    },
  );

  test.each(['bob', 'user:', 'group: ', 'role:admin', 'user:a\u202eb', `group:${'x'.repeat(1025)}`, '', 7])(
    'is not for %j',
    (subject) => {
      expect(granted(subject)).toEqual(['subject']);
    },
  );

  test('says so in the words of a client: what stands behind the colon', () => {
    const { error } = grantsRoutes.createGrant.body.safeParse({ subject: 'user:' });
    expect(error?.issues).toMatchObject([
      { message: 'behind the colon expected a text that is not empty', path: ['subject'] },
    ]);
  });
});
