import { describe, expect, test } from '@jest/globals';
import { Stack } from 'aws-cdk-lib';
import { readConfiguration } from '../../../bin/configuration.js';
import { subjectOf } from '../../../lambda/api/subject.js';
import { namesAt } from '../../../lambda/core/access/names.js';
import type { Access } from '../../../lambda/core/access/permission.js';
import { settingsOf } from '../../../lib/settings/settings.js';
import { gatewayEvent, bearer } from '../../api/gateway-event.js';
import { quoted, rows, section } from '../../docs/page.js';
import { withApp } from '../temporary-app.js';

const providers = [
  'Cognito',
  'Keycloak',
  'Entra ID',
  'Auth0',
  'Okta',
  'Google',
  'Zitadel',
  'Clerk',
  'Firebase',
  'Supabase',
];

type Json = Readonly<Record<string, unknown>>;

interface Recipe {
  readonly configuration: Json;
  readonly tokens: readonly Json[];
  /** A row for each token: what it is, owner, user, groups, roles. */
  readonly expected: readonly (readonly string[])[];
}

/** Of docs/identity.md: the first block has the settings, the others have tokens, and the table what they mean. */
function recipeOf(provider: string): Recipe {
  const text = section('docs/identity.md', `## ${provider}`);
  const [configuration = {}, ...tokens] = [...text.matchAll(/```json\n(.*?)```/gs)].map(
    ([, block = '']) => JSON.parse(block) as Json,
  );
  return { configuration, tokens, expected: rows(text.replaceAll('\\|', '\u2016')) };
}

const cell = (text = '') => quoted(text).map((name) => name.replaceAll('\u2016', '|'));

/** By the app's own configuration, the construct's settings, and the environment of a function. */
function accessOf(configuration: Json): Access {
  const { props } = readConfiguration({ waybill: configuration });
  const { policy } = withApp((app) => settingsOf(props(new Stack(app, 'Test'))));
  return (JSON.parse(JSON.stringify(policy)) as typeof policy).access;
}

const subjectIn = (claims: Json, access: Access, { authorizer }: Json) => {
  const event = gatewayEvent('GET /files', { headers: { authorization: bearer(claims) } });
  const { requestContext } = event;
  return subjectOf(
    authorizer === undefined
      ? event
      : Object.assign(event, { requestContext: { ...requestContext, authorizer: { lambda: claims } } }),
    access,
  );
};

describe.each(providers)('tokens of %s', (provider) => {
  const { configuration, tokens, expected } = recipeOf(provider);
  const access = accessOf(configuration);

  test('are all explained', () => {
    expect(tokens.length).toBeGreaterThan(0);
    expect(expected).toHaveLength(tokens.length);
  });

  test.each(expected.map(([what = '', ...cells], index) => ({ what, cells, claims: tokens[index] ?? {} })))(
    'by configuration alone name owner, user, groups and roles: $what',
    ({ cells, claims }) => {
      const [owner = [], user = [], groups = [], roles = []] = cells.map(cell);
      const known = Object.fromEntries(roles.map((role) => [role, ['files:read' as const]]));
      const {
        permissions,
        leftOut: _,
        ...caller
      } = subjectIn(claims, { ...access, roles: { ...known, nobody: ['files:admin'] } }, configuration);
      expect(caller).toEqual({ owner: owner[0], user: user[0], groups });
      expect(permissions).toEqual(roles.length > 0 ? ['files:read'] : []);
      expect(namesAt(access.rolesClaim, claims).filter((name) => !roles.includes(name))).toEqual([]);
      for (const role of roles) {
        const alone = { ...access, roles: { [role]: ['files:share' as const] } };
        expect([role, subjectIn(claims, alone, configuration).permissions]).toEqual([role, ['files:share']]);
      }
    },
  );
});

test.each(providers.filter((provider) => provider !== 'Supabase'))(
  'tokens of %s are of the issuer that is configured, and for its audience',
  (provider) => {
    const { configuration, tokens } = recipeOf(provider);
    const { issuer, audience } = configuration;
    for (const { iss, aud, client_id: client } of tokens) {
      expect(iss).toBe(issuer);
      // The gateway takes the client where there is no audience.
      if (aud === undefined) expect(client).toEqual(expect.any(String));
      else expect([aud].flat()).toContain(audience);
    }
  },
);

test('users do not become who they want by what they write themselves', () => {
  const { configuration, tokens } = recipeOf('Supabase');
  const roles = { keeper: ['files:admin' as const] };
  const [claims = {}] = tokens;
  expect(subjectIn(claims, { ...accessOf(configuration), roles }, configuration).permissions).toEqual([]);
});

test('a claim that Entra ID left out of a token is known', () => {
  const { configuration, tokens } = recipeOf('Entra ID');
  const access = accessOf(configuration);
  expect(tokens.map((claims) => subjectIn(claims, access, configuration).leftOut)).toEqual([
    undefined,
    ['groups'],
    undefined,
  ]);
});
