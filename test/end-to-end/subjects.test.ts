import { beforeAll, describe, expect, test } from '@jest/globals';
import { UnsecuredJWT, decodeJwt } from 'jose';
import { routes } from '../../lambda/api/routes.js';
import type { Route } from '../../lambda/api/schema/route.js';
import { issueToken } from '../stack/system.js';
import { drawing } from './fixture.js';
import { forged } from './forged-token.js';
import { person, withToken, type Person, type ShownFile } from './person.js';

const rows: readonly Route[] = Object.values(routes);
const guarded = rows.filter(({ open }) => !open);

let ada: Person;
let file: ShownFile;
beforeAll(async () => {
  ada = await person();
  file = await ada.store(drawing());
});

const request = (who: Person, { method, path, body }: Route) =>
  who.call(path.replace(/\{\w+\}/g, file.id), { method, ...(body && { body: {} }) });

describe('another subject', () => {
  test('sees nothing in its list', async () => {
    expect(await (await person()).ask('/files')).toEqual({ items: [], nextCursor: null });
  });

  test.each(['../ada', 'ada/../../eve', 'u-ada', 'FILE#1', 'Ärger 💼', 'a'.repeat(300), 'ä'.repeat(505)])(
    'may be called %j and gets its own files only',
    async (name) => {
      const subject = `${name} ${String(Date.now())}`;
      const odd = await person(subject);
      const stored = await odd.store(drawing());
      expect(stored.status).toBe('verified');
      expect(await odd.ask('/files')).toMatchObject({ items: [{ id: stored.id }] });
    },
  );
});

describe('every guarded route answers 401', () => {
  /** The defect, and a token with it. All name the file's owner. */
  const tokens: readonly [string, () => Promise<string>][] = [
    ['an expired token', () => issueToken(ada.subject, { expiresInSeconds: -60 })],
    ['a token of which one letter was changed', async () => flipped(await issueToken(ada.subject))],
    ['a token for another subject under the old signature', async () => resubjected(await issueToken('eve'))],
    ['a token signed by a stranger', async () => forged(await issueToken(ada.subject))],
    ['a token for another audience', () => issueToken(ada.subject, { audience: 'another-api' })],
    ['a token with alg=none', async () => unsigned(await issueToken(ada.subject))],
    ['no JWT', () => Promise.resolve('let-me-in')],
    ['an empty token', () => Promise.resolve('')],
  ];

  const flipped = (token: string) => {
    const [head, payload, signature = ''] = token.split('.');
    const changed = (signature.startsWith('A') ? 'B' : 'A') + signature.slice(1);
    return [head, payload, changed].join('.');
  };

  function resubjected(token: string): string {
    const [head, , signature] = token.split('.');
    const payload = JSON.stringify({ ...decodeJwt(token), sub: ada.subject });
    return [head, Buffer.from(payload).toString('base64url'), signature].join('.');
  }

  const unsigned = (token: string) => new UnsecuredJWT(decodeJwt(token)).encode();

  test.each(tokens)('to %s', async (_what, make) => {
    const stranger = withToken(ada.subject, await make());
    for (const row of guarded)
      expect([row.path, (await request(stranger, row)).status]).toEqual([row.path, 401]);
  });
});
