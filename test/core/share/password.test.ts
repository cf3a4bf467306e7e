import { randomBytes, scryptSync } from 'node:crypto';
import { expect, jest, test } from '@jest/globals';
import { hashPassword, isPassword } from '../../../lambda/core/share/password.js';

// scrypt is slow by design, and several times so on a busy machine.
jest.setTimeout(60_000);

const hash = await hashPassword('correct horse', randomBytes);

test('a password is recognized, and another is not', async () => {
  await expect(isPassword('correct horse', hash)).resolves.toBe(true);
  await expect(isPassword('correct horsf', hash)).resolves.toBe(false);
  await expect(isPassword('', hash)).resolves.toBe(false);
});

test('it is stored as scrypt with OWASP’s parameters, and its own salt', async () => {
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
  const composed = await hashPassword('Übergröße'.normalize('NFC'), randomBytes);
  await expect(isPassword('Übergröße'.normalize('NFD'), composed)).resolves.toBe(true);
});

/** By an implementation of its own, at little cost. */
function stored(password: string, { ln, r, p }: { ln: number; r: number; p: number }): string {
  const salt = Buffer.from('a salt of 16 byt');
  const hash = scryptSync(password, salt, 32, { N: 2 ** ln, r, p });
  const [saltText, hashText] = [salt, hash].map((bytes) => bytes.toString('base64').replaceAll('=', ''));
  return `$scrypt$ln=${ln},r=${r},p=${p}$${saltText}$${hashText}`;
}

test.each([
  { ln: 4, r: 8, p: 1 },
  { ln: 10, r: 1, p: 1 },
  { ln: 5, r: 16, p: 12 },
])('a stored hash says what it cost: %j', async (costs) => {
  const hash = stored('correct horse', costs);
  await expect(isPassword('correct horse', hash)).resolves.toBe(true);
  await expect(isPassword('correct horsf', hash)).resolves.toBe(false);
});

const whole = stored('', { ln: 4, r: 8, p: 1 });

test.each([
  '',
  `x${whole}`,
  `${whole}$`,
  whole.replace('scrypt', 'argon2id'),
  whole.replace('ln=4', 'ln=x'),
  whole.replace('r=8', 'r='),
  whole.replace(',p=1', ''),
  whole.slice(0, whole.lastIndexOf('$')),
  whole.slice(0, whole.lastIndexOf('$') + 1),
])('what is no hash of ours opens nothing: %j', async (text) => {
  await expect(isPassword('', text)).rejects.toThrow('not one that this service writes');
});
