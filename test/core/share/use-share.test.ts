import { scryptSync } from 'node:crypto';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { createShare } from '../../../lambda/core/share/manage-shares.js';
import { openShare, useShare } from '../../../lambda/core/share/use-share.js';
import { photoId } from '../records.js';
import { alice, SimulatedShares } from './simulated-shares.js';

const source = '192.0.2.1';
let service: SimulatedShares;
beforeEach(() => {
  service = new SimulatedShares();
});

/** A hash in the stored format at little cost: the strength of ours is password.test.ts's. */
function cheapHash(password: string): string {
  const unpadded = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '');
  const salt = Buffer.from('a salt of 16 byt');
  return `$scrypt$ln=4,r=8,p=1$${unpadded(salt)}$${unpadded(scryptSync(password, salt, 32, { N: 16, r: 8, p: 1 }))}`;
}

async function link(maxDownloads?: number) {
  const { share, token } = await createShare(service, alice, photoId, { maxDownloads });
  service.stored.set(share.id, { ...share, passwordHash: cheapHash('open sesame') });
  return {
    use: async (password?: string) =>
      useShare(service, await openShare(service, token), { source, password, disposition: 'inline' }),
    downloads: () => service.stored.get(share.id)?.downloads,
  };
}

describe('a link with a password', () => {
  test('opens to who knows it', async () => {
    const { use, downloads } = await link();
    await expect(use('open sesame')).resolves.toMatchObject({ url: 'signed:inline:300' });
    expect(downloads()).toBe(1);
  });

  test.each([
    ['another', 'open Sesame', 'share-password-wrong'],
    ['none', undefined, 'share-password-required'],
    ['an empty one', '', 'share-password-required'],
  ])('stays shut to %s, and nothing is used up', async (_which, password, code) => {
    const { use, downloads } = await link(1);
    await expect(use(password)).rejects.toMatchObject({ code });
    expect(downloads()).toBe(0);
    await expect(use('open sesame')).resolves.toBeDefined();
  });

  test('counts wrong guesses, and neither right ones nor requests without any', async () => {
    const { use } = await link();
    for (let time = 0; time < 10; time++) await use('open sesame');
    for (let time = 0; time < 10; time++)
      await expect(use()).rejects.toMatchObject({ code: 'share-password-required' });
    for (let time = 0; time < 5; time++)
      await expect(use('wrong')).rejects.toMatchObject({ code: 'share-password-wrong' });
    await expect(use('open sesame')).rejects.toMatchObject({
      code: 'too-many-guesses',
      retryAfterSeconds: 1,
    });
  });
});
