import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Route } from '../../lambda/api/schema/route.js';
import { routes, type RouteName } from '../../lambda/api/routes.js';
import { deployWith, issueToken } from '../stack/system.js';
import { drawing } from './fixture.js';
import { forged } from './forged-token.js';
import { withToken, type Person, type ShownFile } from './person.js';
import { roles, rows, type Role, type Row } from './route-role-rows.js';

const own = ['files:create', 'files:read', 'files:delete', 'files:share'];
const configured = { members: own, keepers: [...own, 'files:admin'] };
const partsOf = 100 * 1024 * 1024;

type Kind = NonNullable<Row['of']>;

/** A file, and the path parameters for it, for a grant of it and for a link to it. */
interface Target {
  readonly file: ShownFile;
  readonly places: Readonly<Record<string, string>>;
}

let apiUrl: string;
let tokens: Readonly<Record<Role, string | undefined>>;
let owner: Person;
/** One of each kind that no test changes. */
let standing: Readonly<Record<Kind, Target>>;

beforeAll(async () => {
  ({ apiUrl } = await deployWith('WaybillRoles', { roles: JSON.stringify(configured) }));
  const token = (subject: string, ...groups: string[]) => issueToken(subject, { groups });
  const ownerToken = await token('ada', 'members');
  tokens = {
    anonymous: undefined,
    owner: ownerToken,
    other: await token('eve', 'members', 'readers'),
    granteeUser: await token('bob', 'members'),
    granteeGroup: await token('carol', 'members', 'editors'),
    admin: await token('keeper', 'keepers'),
    expired: await issueToken('ada', { groups: ['members'], expiresInSeconds: -60 }),
    forged: await forged(ownerToken),
  };
  owner = withToken('ada', ownerToken, apiUrl);
  standing = {
    verified: await made('verified'),
    pending: await made('pending'),
    multipart: await made('multipart'),
  };
  const { id } = standing.verified.file;
  for (const subject of ['user:bob', 'group:editors'])
    await owner.ask(`/files/${id}/grants`, { method: 'POST', body: { subject } });
});

async function made(kind: Kind): Promise<Target> {
  if (kind === 'verified') {
    const file = await owner.store(drawing());
    const under = <T>(what: string, body: object) =>
      owner.ask<T>(`/files/${file.id}/${what}`, { method: 'POST', body });
    const { id: grantId } = await under<{ id: string }>('grants', { subject: 'user:somebody' });
    const { id: shareId, url } = await under<{ id: string; url: string }>('shares', {});
    const token = new URL(url).pathname.split('/').at(-1) ?? '';
    return { file, places: { id: file.id, grantId, shareId, token } };
  }
  const more = kind === 'multipart' ? { method: 'multipart', sizeBytes: partsOf } : {};
  const { file } = await owner.create(drawing(), more);
  return { file, places: { id: file.id } };
}

function send(role: Role, name: RouteName, places: Target['places']): Promise<Response> {
  const { method, path }: Route = routes[name];
  const { body, id }: Row = rows[name];
  const token = tokens[role];
  const filled = path.replace(
    /\{(\w+)\}/g,
    (_, place: string) => (place === 'id' && id) || (places[place] ?? ''),
  );
  return fetch(apiUrl + filled, {
    method,
    redirect: 'manual',
    headers: { ...(token && { authorization: `Bearer ${token}` }), 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
}

/** A problem, without fields that differ for each request; nothing for HEAD. */
async function told(answer: Response): Promise<unknown> {
  const text = await answer.text();
  if (text === '') return undefined;
  const { requestId, ...problem } = JSON.parse(text) as Record<string, unknown>;
  return problem;
}

test.each(roles.map((role) => [role, rows.readContent.answers[role]] as const))(
  'of many files at once, %s reads what the route of one answers with %i',
  async (role, status) => {
    if (status === 401) return;
    const { id } = standing.verified.file;
    const who = withToken(role, tokens[role] ?? '', apiUrl);
    const { items } = await who.ask<{ items: object[] }>('/files/urls', {
      method: 'POST',
      body: { ids: [id] },
    });
    const code = { code: 'file-not-found' };
    expect(items).toEqual([
      expect.objectContaining(status === 302 ? { id, url: expect.any(String) } : { id, ...code }),
    ]);
  },
);

test('a removed role takes effect with the next token', async () => {
  const keeper = withToken('keeper', tokens.admin ?? '', apiUrl);
  const file = await owner.store(drawing());
  expect((await keeper.call(`/files/${file.id}`)).status).toBe(200);
  const dismissed = withToken('keeper', await issueToken('keeper', { groups: ['members'] }), apiUrl);
  expect((await dismissed.call(`/files/${file.id}`)).status).toBe(404);
});

const names = Object.keys(rows) as RouteName[];
const unknownThing = (name: RouteName) => {
  if (name === 'openCdnSession') return 'cdn-not-enabled';
  return routes[name].path.startsWith('/webhooks') ? 'webhook-not-found' : 'file-not-found';
};
const unknownId = (id: string) => id.replace(/.$/, (digit) => (digit === 'f' ? '0' : 'f'));

describe.each(names.map((name) => [`${routes[name].method} ${routes[name].path}`, name] as const))(
  '%s answers',
  (_route, name) => {
    const row: Row = rows[name];

    test.each(roles.map((role) => [role, row.answers[role]] as const))('%s with %i', async (role, status) => {
      const { method } = routes[name];
      const changes = status < 400 && row.of && method !== 'GET' && method !== 'HEAD';
      const { file, places } = changes ? await made(row.of) : standing[row.of ?? 'verified'];
      const answer = await send(role, name, places);
      expect(answer.status).toBe(status);
      // Refused callers learn nothing from the response, and nothing changes.
      if (status !== 404 && status !== 403) return;
      const problem = await told(answer);
      if (method !== 'HEAD')
        expect(problem).toMatchObject({ code: status === 404 ? unknownThing(name) : 'forbidden' });
      expect(await told(await send(role, name, { ...places, id: unknownId(file.id) }))).toEqual(problem);
      expect(await owner.ask(`/files/${file.id}`)).toEqual(file);
    });
  },
);
