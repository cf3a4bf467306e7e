import { randomBytes, scryptSync } from 'node:crypto';
import { expect, jest, test } from '@jest/globals';
import { hashPassword, isPassword } from '../../../lambda/core/share/password.js';

// scrypt is slow by design, and several times so on a busy machine.
jest.setTimeout(60_000);

test('a password is recognized, and another is not', async () => {
  const hash = await hashPassword('correct horse', randomBytes);
  await expect(isPassword('correct horse', hash)).resolves.toBe(true);
  await expect(isPassword('correct horsf', hash)).resolves.toBe(false);
  await expect(isPassword('', hash)).resolves.toBe(false);
});

test('it is stored as scrypt with OWASP’s parameters, and its own salt', async () => {
  const hash = await hashPassword('correct horse', randomBytes);
  const [, algorithm, costs = '', salt = '', key] = hash.split('$');
  expect(algorithm).toBe('scrypt');
  const [, ln, r, p] = /^ln=(\d+),r=(\d+),p=(\d+)$/.exec(costs)?.map(Number) ?? [];
  // OWASP Password Storage Cheat Sheet: N = 2^17, r = 8, p = 1, or these, which are equivalent.
  expect({ ln, r, p }).toEqual({ ln: 15, r: 8, p: 3 });
  const expected = scryptSync('correct horse', Buffer.from(salt, 'base64'), 32, {
    ...{ N: 2 ** 15, r: 8, p: 3, maxmem: 128 * 1024 ** 2 },
  });
  expect(key).toBe(expected.toString('base64').replace(/=+$/, ''));
  expect(Buffer.from(salt, 'base64')).toHaveLength(16);
  expect(await hashPassword('correct horse', randomBytes)).not.toBe(hash);
});

test('it is the same however the keyboard composes its characters', async () => {
  const hash = await hashPassword('Übergröße'.normalize('NFC'), randomBytes);
  await expect(isPassword('Übergröße'.normalize('NFD'), hash)).resolves.toBe(true);
});

test('what is no hash of ours opens nothing', async () => {
  await expect(isPassword('', '')).rejects.toThrow('not one that this service writes');
});
