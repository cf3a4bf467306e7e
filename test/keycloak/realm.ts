import type { Keycloak } from './keycloak.js';

/** The client of the API: its roles are in `resource_access`, under a name with dots. */
export const audience = 'files.example.com';

/** A scope that every client may ask for. */
export const scope = 'files.read';

const robotSecret = 'only-for-this-run';

/** As docs/identity.md asks: group membership with its path, and the API in `aud`. */
const mappers = [
  {
    name: 'groups',
    protocol: 'openid-connect',
    protocolMapper: 'oidc-group-membership-mapper',
    config: { 'full.path': 'true', 'claim.name': 'groups', 'access.token.claim': 'true' },
  },
  {
    name: 'audience',
    protocol: 'openid-connect',
    protocolMapper: 'oidc-audience-mapper',
    config: { 'included.client.audience': audience, 'access.token.claim': 'true' },
  },
];

const user = (username: string, more: object) => ({
  username,
  enabled: true,
  email: `${username}@example.com`,
  firstName: username,
  lastName: 'Test',
  credentials: [{ type: 'password', value: username }],
  ...more,
});

const realm = {
  realm: 'acme',
  enabled: true,
  roles: {
    realm: [{ name: 'keeper' }],
    client: { [audience]: [{ name: 'editor' }, { name: 'importer' }] },
  },
  groups: [{ name: 'design', subGroups: [{ name: 'photo' }] }],
  clients: [
    { clientId: audience, bearerOnly: true },
    { clientId: 'page', publicClient: true, directAccessGrantsEnabled: true, protocolMappers: mappers },
    {
      clientId: 'robot',
      secret: robotSecret,
      serviceAccountsEnabled: true,
      standardFlowEnabled: false,
      protocolMappers: mappers,
    },
  ],
  users: [
    user('ada', { clientRoles: { [audience]: ['editor'] } }),
    user('bob', { groups: ['/design/photo'], clientRoles: { [audience]: ['editor'] } }),
    user('carol', { groups: ['/design'], clientRoles: { [audience]: ['editor'] } }),
    user('kim', { realmRoles: ['keeper'] }),
    user('stranger', {}),
    // A person who bears the name that a service account of the page would have.
    user('service-account-page', {}),
    {
      username: 'service-account-robot',
      enabled: true,
      serviceAccountClientId: 'robot',
      clientRoles: { [audience]: ['importer'] },
    },
  ],
};

/** A realm of a team. */
export interface Realm {
  readonly issuer: string;
  /** A user's token, for a scope of the page's choice. @param scope one that every client has, by default */
  tokenOf(username: string, scope?: string): Promise<string>;
  /** The token of the service account. */
  robotToken(scope?: string): Promise<string>;
}

/** By the admin REST API (Keycloak Admin REST API, "Realms Admin", "Client Scopes"). */
export async function makeRealm({ url, password }: Keycloak): Promise<Realm> {
  const token = (of: string, given: Readonly<Record<string, string>>) =>
    tokenFrom(`${url}/realms/${of}/protocol/openid-connect/token`, given);
  const admin = await token('master', {
    ...{ grant_type: 'password', client_id: 'admin-cli', username: 'admin', password },
  });
  const call = async (method: string, place: string, body?: object): Promise<Response> => {
    const answer = await fetch(`${url}/admin/realms${place}`, {
      method,
      headers: { authorization: `Bearer ${admin}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${place}: ${answer.status} ${await answer.text()}`);
    return answer;
  };

  await call('POST', '', realm);
  const made = await call('POST', '/acme/client-scopes', {
    name: scope,
    protocol: 'openid-connect',
    attributes: { 'include.in.token.scope': 'true' },
  });
  const scopeId = made.headers.get('location')?.split('/').at(-1) ?? '';
  for (const clientId of ['page', 'robot']) {
    const [client] = (await (await call('GET', `/acme/clients?clientId=${clientId}`)).json()) as [
      { id: string },
    ];
    await call('PUT', `/acme/clients/${client.id}/optional-client-scopes/${scopeId}`);
  }

  return {
    issuer: `${url}/realms/acme`,
    tokenOf: (username, asked = 'profile') =>
      token('acme', {
        ...{ grant_type: 'password', client_id: 'page', username, password: username, scope: asked },
      }),
    robotToken: (asked = 'profile') =>
      token('acme', {
        ...{ grant_type: 'client_credentials', client_id: 'robot', client_secret: robotSecret, scope: asked },
      }),
  };
}

async function tokenFrom(endpoint: string, form: Readonly<Record<string, string>>): Promise<string> {
  const answer = await fetch(endpoint, { method: 'POST', body: new URLSearchParams(form) });
  if (!answer.ok) throw new Error(`${endpoint}: ${answer.status} ${await answer.text()}`);
  const { access_token: token } = (await answer.json()) as { access_token: string };
  return token;
}
