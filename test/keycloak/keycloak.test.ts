import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { section } from '../docs/page.js';
import { drawing } from '../end-to-end/fixture.js';
import { withToken, type Person, type ShownFile } from '../end-to-end/person.js';
import { deployWith } from '../stack/system.js';
import { reasonAgainst, startKeycloak, type Keycloak } from './keycloak.js';
import { audience, makeRealm, scope, type Realm } from './realm.js';

const longestMs = 12 * 60_000;

const roles = {
  editor: ['files:create', 'files:read', 'files:share'],
  importer: ['files:create'],
  keeper: ['files:read', 'files:admin'],
  [scope]: ['files:read'],
};

// CI fails without it; elsewhere the output says that this was not tried.
const reason = process.env['CI'] === undefined ? await reasonAgainst() : undefined;
if (reason !== undefined) process.stderr.write(`Keycloak: not tried on this machine: ${reason}\n`);
const where = reason === undefined ? describe : describe.skip;

/** The settings of docs/identity.md, for this issuer. */
function documentedClaims(): Record<string, string> {
  const [, block = ''] = /```json\n(.*?)```/s.exec(section('docs/identity.md', '## Keycloak')) ?? [];
  const {
    issuer: _,
    audience: documented,
    ...claims
  } = JSON.parse(block) as Record<string, string | string[]>;
  expect(documented).toBe(audience);
  return Object.fromEntries(Object.entries(claims).map(([prop, paths]) => [prop, [paths].flat().join(',')]));
}

where('with the tokens of a Keycloak', () => {
  let keycloak: Keycloak;
  let realm: Realm;
  let apiUrl: string;

  beforeAll(async () => {
    keycloak = await startKeycloak();
    realm = await makeRealm(keycloak);
    ({ apiUrl } = await deployWith('WaybillKeycloak', {
      ...documentedClaims(),
      issuer: realm.issuer,
      audience,
      roles: JSON.stringify(roles),
    }));
  }, longestMs);
  // Undefined where it did not start.
  afterAll(() => (keycloak as Keycloak | undefined)?.stop());

  const someone = async (username: string, asked?: string): Promise<Person> =>
    withToken(username, await realm.tokenOf(username, asked), apiUrl);
  const robot = async (asked?: string): Promise<Person> =>
    withToken('robot', await realm.robotToken(asked), apiUrl);

  test('a role of a client lets a user upload and read', async () => {
    const ada = await someone('ada');
    const file = await ada.store(drawing());
    expect(file.status).toBe('verified');
    expect(Buffer.from(await (await ada.read(file.id)).arrayBuffer())).toEqual(drawing().bytes);
  });

  test('a file is granted to a group, and to no group beside or above it', async () => {
    const [ada, bob, carol] = [await someone('ada'), await someone('bob'), await someone('carol')];
    const file = await ada.store(drawing());
    expect((await bob.call(`/files/${file.id}`)).status).toBe(404);
    await ada.ask(`/files/${file.id}/grants`, { method: 'POST', body: { subject: 'group:/design/photo' } });
    expect(await bob.ask<ShownFile>(`/files/${file.id}`)).toMatchObject({ id: file.id, status: 'verified' });
    expect((await carol.call(`/files/${file.id}`)).status).toBe(404);
  });

  test('a role of the realm makes an administrator', async () => {
    const file = await (await someone('ada')).store(drawing());
    const kim = await someone('kim');
    expect(await kim.ask<ShownFile>(`/files/${file.id}`)).toMatchObject({ id: file.id });
    expect((await kim.call('/uploads', { method: 'POST', body: {} })).status).toBe(403);
  });

  test('a service account does what its roles allow, and with a scope what that allows too', async () => {
    const importer = await robot();
    const { id } = await importer.create(drawing());
    expect((await importer.call(`/files/${id}`)).status).toBe(403);
    expect(await (await robot(scope)).ask<ShownFile>(`/files/${id}`)).toMatchObject({
      id,
      status: 'pending',
    });
    expect((await (await someone('ada')).call(`/files/${id}`)).status).toBe(404);
  });

  test.each(['stranger', 'service-account-page'])(
    'a scope that the page asked for gives %s nothing',
    async (username) => {
      expect((await (await someone(username, scope)).call('/files')).status).toBe(403);
    },
  );
});
