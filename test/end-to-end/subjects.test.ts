import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { SignJWT, UnsecuredJWT, decodeJwt, decodeProtectedHeader } from 'jose';
import { routes } from '../../lambda/api/routes.js';
import type { Route } from '../../lambda/api/route.js';
import { issueToken, system } from '../stack/system.js';
import { drawing } from './fixture.js';
import { person, withToken, type Person, type ShownFile } from './person.js';

const rows: readonly Route[] = Object.values(routes);
const guarded = rows.filter(({ open }) => !open);
const ofOneFile = guarded.filter(({ path }) => path.includes('{id}'));
const ofTheOwner = ofOneFile.filter(({ permission }) => permission !== 'files:admin');
const ofAdministrators = ofOneFile.filter(({ permission }) => permission === 'files:admin');

let ada: Person;
let file: ShownFile;
beforeAll(async () => {
  ada = await person();
  file = await ada.store(drawing());
});

/** Fits the schema of each route that asks for a body of one file. */
const body = { partNumbers: [1] };

const request = (who: Person, row: Route, id = file.id) =>
  who.call(row.path.replace('{id}', id), { method: row.method, ...(row.body && { body }) });

describe('another subject', () => {
  test.each(ofTheOwner.map((row) => [`${row.method} ${row.path}`, row] as const))(
    'is told by %s that there is no such file, as of one that never was',
    async (_name, row) => {
      const eve = await person();
      const [theirs, none] = [await request(eve, row), await request(eve, row, file.id.replace(/.$/, 'f'))];
      expect([theirs.status, none.status]).toEqual([404, 404]);
      const { requestId: _one, ...told } = (await theirs.json()) as Record<string, unknown>;
      const { requestId: _other, ...toldOfNone } = (await none.json()) as Record<string, unknown>;
      expect(told).toEqual(toldOfNone);
      expect(told['code']).toBe('file-not-found');
      expect(await ada.ask(`/files/${file.id}`)).toEqual(file);
    },
  );

  test.each(ofAdministrators.map((row) => [`${row.method} ${row.path}`, row] as const))(
    'is forbidden %s, and so is the owner, whether there is such a file or not',
    async (_name, row) => {
      for (const who of [ada, await person()]) {
        for (const id of [file.id, file.id.replace(/.$/, 'f')]) {
          const answer = await request(who, row, id);
          expect([answer.status, await answer.json()]).toMatchObject([403, { code: 'forbidden' }]);
        }
      }
      expect(await ada.ask(`/files/${file.id}`)).toEqual(file);
    },
  );

  test('sees nothing in its list', async () => {
    expect(await (await person()).ask('/files')).toEqual({ items: [], nextCursor: null });
  });

  test.each(['../ada', 'ada/../../eve', 'u-ada', 'FILE#1', 'Ärger 💼', 'a'.repeat(300)])(
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
  /** What is wrong with it, and a token that is so. All name the file's owner. */
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

  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const forged = (token: string) => {
    const { kid = '' } = decodeProtectedHeader(token);
    const key = createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' }));
    return new SignJWT(decodeJwt(token)).setProtectedHeader({ alg: 'RS256', kid }).sign(key);
  };

  const unsigned = (token: string) => new UnsecuredJWT(decodeJwt(token)).encode();

  test.each(tokens)('to %s', async (_what, make) => {
    const stranger = withToken(ada.subject, await make());
    for (const row of guarded)
      expect([row.path, (await request(stranger, row)).status]).toEqual([row.path, 401]);
  });

  test('to no token at all, while open routes answer', async () => {
    for (const { method, path, open } of rows) {
      const { status } = await fetch(system.apiUrl + path.replace('{id}', 'conflict'), { method });
      expect([path, status]).toEqual([path, open ? 200 : 401]);
    }
  });
});
