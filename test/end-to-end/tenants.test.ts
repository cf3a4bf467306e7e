import { beforeAll, describe, expect, test } from '@jest/globals';
import { deployWith, issueToken } from '../stack/system.js';
import { drawing } from './fixture.js';
import { withToken, type Person, type ShownFile } from './person.js';
import { until } from './until.js';

const tenantClaim = 'https://example.com/tenant';
const roles = {
  members: ['files:create', 'files:read', 'files:share'],
  'files.example.com/ingest': ['files:create'],
  'files.example.com/read': ['files:read'],
};
let apiUrl: string;

beforeAll(async () => {
  const context = { ownerClaim: tenantClaim, groupsClaim: 'teams', roles: JSON.stringify(roles) };
  ({ apiUrl } = await deployWith('WaybillTenants', context));
});

async function someone(subject: string, claims: Readonly<Record<string, unknown>>): Promise<Person> {
  return withToken(subject, await issueToken(subject, { claims }), apiUrl);
}
const member = (name: string, tenant: string, more = {}) =>
  someone(name, { [tenantClaim]: tenant, 'cognito:groups': ['members'], ...more });

describe('where the owner is the tenant', () => {
  test('its users own together, and another tenant’s see nothing', async () => {
    const [ada, ann, eve] = [
      await member('ada', 'acme'),
      await member('ann', 'acme'),
      await member('eve', 'evil'),
    ];
    const file = await ada.store(drawing());
    expect(await ann.ask<ShownFile>(`/files/${file.id}`)).toEqual(file);
    await until(
      'the list',
      async () =>
        (await ann.ask<{ items: ShownFile[] }>('/files')).items.some(({ id }) => id === file.id) || undefined,
    );
    expect((await eve.call(`/files/${file.id}`)).status).toBe(404);
    expect((await eve.ask<{ items: ShownFile[] }>('/files')).items).toEqual([]);
  });

  test('a grant names a user by `sub`, not a tenant, and a group by its claim, not a role', async () => {
    const ada = await member('ada', 'acme');
    const file = await ada.store(drawing());
    const grant = (subject: string) =>
      ada.ask(`/files/${file.id}/grants`, { method: 'POST', body: { subject } });
    await grant('user:evil');
    await grant('group:members');
    expect((await (await member('eve', 'evil')).call(`/files/${file.id}`)).status).toBe(404);
    await grant('user:bob');
    await grant('group:design');
    expect((await (await member('bob', 'evil')).call(`/files/${file.id}`)).status).toBe(200);
    const designer = await member('carol', 'evil', { teams: ['design'] });
    expect((await designer.call(`/files/${file.id}`)).status).toBe(200);
  });

  test('a token without tenant is refused, with the name of the missing claim', async () => {
    const nobody = await someone('nobody', { 'cognito:groups': ['members'] });
    const answer = await nobody.call('/files');
    expect([answer.status, await answer.json()]).toMatchObject([
      401,
      { code: 'unauthenticated', detail: expect.stringContaining(tenantClaim) },
    ]);
  });

  test.each([
    ['as Cognito and RFC 9068 say', { client_id: 'robot' }],
    ['without subject', { sub: null, client_id: 'robot' }],
  ])('a machine client %s does what its scopes allow, for its tenant', async (_case, claims) => {
    const scope = 'openid files.example.com/ingest';
    const robot = await someone('robot', { [tenantClaim]: 'acme', ...claims, scope });
    const { id } = await robot.create(drawing());
    expect((await robot.call(`/files/${id}`)).status).toBe(403);
    const ada = await member('ada', 'acme');
    expect((await ada.ask<ShownFile>(`/files/${id}`)).status).toBe('pending');
  });

  test.each([
    ['of a user’s token', { client_id: 'page' }],
    ['of a token without subject or client', { sub: null }],
    ['of a user’s token without subject, which names a session', { sub: null, azp: 'page', sid: 'a1' }],
  ])('the scopes %s give nothing', async (_what, more) => {
    const claims = { [tenantClaim]: 'acme', scope: 'files.example.com/read', ...more };
    expect((await (await someone('ada', claims)).call('/files')).status).toBe(403);
  });
});
