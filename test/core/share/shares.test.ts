import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import {
  createShare,
  listShares,
  maxSharesPerFile,
  maxShareSeconds,
  revokeShare,
} from '../../../lambda/core/share/manage-shares.js';
import { openShare, useShare } from '../../../lambda/core/share/use-share.js';
import { photoId } from '../records.js';
import { alice, SimulatedShares, verified } from './simulated-shares.js';

// scrypt is slow by design, and several times so on a busy machine.
jest.setTimeout(60_000);

const source = '192.0.2.1';
let service: SimulatedShares;
beforeEach(() => {
  service = new SimulatedShares();
});

const made = (request: Parameters<typeof createShare>[3] = {}) =>
  createShare(service, alice, photoId, request);

describe('a new share', () => {
  test('lasts a day, and is stored without its token and its password', async () => {
    const { share, token } = await made({ password: 'open sesame' });
    expect(share.expiresAt.toISOString()).toBe('2026-11-23T12:00:00.000Z');
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    const kept = JSON.stringify([...service.stored]);
    expect(kept).not.toContain(token);
    expect(kept).not.toContain('sesame');
  });

  test('has its owner and file, and not the name of the file', async () => {
    const { share } = await made();
    expect(share).toMatchObject({ owner: 'alice', createdBy: 'alice', fileId: photoId, revision: 1 });
    expect(JSON.stringify(share)).not.toContain('me.png');
  });

  test.each(['pending', 'uploaded', 'held', 'rejected', 'expired'] as const)(
    'is not made of a %s file',
    async (status) => {
      service.file = verified({ status });
      await expect(made()).rejects.toMatchObject({ name: 'Problem' });
      expect(service.stored.size).toBe(0);
    },
  );

  test('is not made of another’s file', async () => {
    const eve = { ...alice, owner: 'eve', user: 'eve' };
    await expect(createShare(service, eve, photoId, {})).rejects.toMatchObject({ code: 'file-not-found' });
  });

  test('has a limit and a password only where it was given one', async () => {
    const { share: plain } = await made();
    expect(Object.keys(plain)).not.toEqual(expect.arrayContaining(['maxDownloads']));
    expect(Object.keys(plain)).not.toEqual(expect.arrayContaining(['passwordHash']));
    const { share: limited } = await made({ maxDownloads: 3 });
    expect(limited.maxDownloads).toBe(3);
    expect(maxShareSeconds).toBe(30 * 24 * 60 * 60);
  });

  test('is the first of the list', async () => {
    const ids = [];
    for (let count = 0; count < 3; count++) {
      ids.unshift((await made()).share.id);
      service.later(1);
    }
    expect((await listShares(service, alice, photoId)).map(({ id }) => id)).toEqual(ids);
  });

  test('needs room: those that are revoked or over make some', async () => {
    for (let count = 0; count < maxSharesPerFile; count++) await made({ expiresInSeconds: 60 });
    await expect(made()).rejects.toMatchObject({ code: 'too-many-shares' });
    const [first] = await listShares(service, alice, photoId);
    await revokeShare(service, alice, photoId, first?.id ?? '');
    await made();
    await expect(made()).rejects.toMatchObject({ code: 'too-many-shares' });
    service.later(60);
    await made();
    expect(await listShares(service, alice, photoId)).toHaveLength(2);
  });
});

/** Like the handler: the link is looked up before anything else of the request is parsed. */
const use = async (
  ports: Parameters<typeof useShare>[0],
  token: string,
  asked: Parameters<typeof useShare>[2],
) => useShare(ports, await openShare(ports, token), asked);

describe('a link', () => {
  test('expires at its time, not when the table removes it', async () => {
    const { token } = await made({ expiresInSeconds: 60 });
    service.later(59);
    await expect(openShare(service, token)).resolves.toMatchObject({ file: { id: photoId } });
    service.later(1);
    await expect(openShare(service, token)).rejects.toMatchObject({ code: 'share-not-found' });
    await expect(use(service, token, { source })).rejects.toMatchObject({ code: 'share-not-found' });
  });

  test('returns a read of five minutes, or of the remaining time', async () => {
    const { token } = await made({ expiresInSeconds: 320 });
    await expect(use(service, token, { source })).resolves.toMatchObject({
      url: 'signed:attachment:300',
    });
    service.later(310);
    await expect(use(service, token, { source })).resolves.toMatchObject({
      url: 'signed:attachment:10',
    });
  });

  test('costs no download where signing fails', async () => {
    const { share, token } = await made({ maxDownloads: 1 });
    const failing = { ...service, signRead: () => Promise.reject(new Error('no credentials')) };
    await expect(use(failing, token, { source })).rejects.toThrow('no credentials');
    expect(service.stored.get(share.id)?.downloads).toBe(0);
  });

  test('is refused when it was revoked between its look-up and its count', async () => {
    const { share, token } = await made();
    const revoking = {
      ...service,
      signRead: async (...read: Parameters<typeof service.signRead>) => {
        await revokeShare(service, alice, photoId, share.id);
        return service.signRead(...read);
      },
    };
    await expect(use(revoking, token, { source })).rejects.toMatchObject({ code: 'share-not-found' });
  });

  test.each([
    ['never was', async () => 'x'],
    [
      'was revoked',
      async () => {
        const { share, token } = await made();
        await revokeShare(service, alice, photoId, share.id);
        return token;
      },
    ],
    [
      'was used up',
      async () => {
        const { token } = await made({ maxDownloads: 1 });
        await use(service, token, { source });
        return token;
      },
    ],
    [
      'is over',
      async () => {
        const { token } = await made({ expiresInSeconds: 60 });
        service.later(60);
        return token;
      },
    ],
    [
      'leads to a file whose time is over',
      async () => {
        const { token } = await made();
        service.file = verified({ createdAt: new Date(service.at.getTime() - 60_000), expiresInSeconds: 60 });
        return token;
      },
    ],
    [
      'leads to a deleted file',
      async () => {
        const { token } = await made();
        service.file = verified({ status: 'deleted' });
        return token;
      },
    ],
    [
      'leads to a file that is gone',
      async () => {
        const { token } = await made({ password: 'open sesame' });
        service.file = undefined;
        return token;
      },
    ],
  ])('that %s is not distinguishable: by response, reads, or work on a password', async (_what, make) => {
    const token = await make();
    service.reads.length = 0;
    const refused = await use(service, token, { source, password: 'open sesame' }).catch(
      (error: unknown) => error,
    );
    expect(refused).toMatchObject({
      code: 'share-not-found',
      detail: 'The link is mistyped, expired, used up or revoked; ask the sender for a new one',
    });
    expect(service.reads).toEqual(['share', 'file']);
    expect(service.guesses.size).toBe(0);
  });

  test('is revoked by who manages its file, and found by no other’s id', async () => {
    const { share } = await made();
    await expect(revokeShare(service, alice, photoId, 'x')).rejects.toMatchObject({
      code: 'share-not-found',
    });
    await revokeShare(service, alice, photoId, share.id);
    const revoked = service.stored.get(share.id);
    await revokeShare(service, alice, photoId, share.id);
    expect(service.stored.get(share.id)).toBe(revoked);
    service.stored.set(share.id, { ...share, fileId: 'another' });
    await expect(revokeShare(service, alice, photoId, share.id)).rejects.toMatchObject({
      code: 'share-not-found',
    });
  });
});
