import type { Claims } from './claim.js';

/**
 * The machine client that got the token for itself, by client credentials: it has no user, so it is in no group, and
 * its scopes are its roles. Scopes in a user's token give no role, since the client chooses to request them.
 *
 * Such a token names its client, and its `sub` is that client (RFC 9068 section 2.2; Cognito, Okta and Hydra do so,
 * Auth0 adds `@clients`) or missing (Duende IdentityServer). Any claim of a user's sign-in excludes it: in doubt, a
 * token is a user's. (Not `auth_time`: Cognito adds it to the tokens of clients too.)
 */
export function clientOf(claims: Claims): string | undefined {
  const { sub } = claims;
  const clients = clientClaims.map((name) => claims[name]).filter(isName);
  if (!ofUsers.some((name) => Object.hasOwn(claims, name))) {
    return clients.find((client) => sub === undefined || sub === client || sub === `${client}@clients`);
  }
  return serviceAccountOf(claims);
}

/** In the order in which they are believed: RFC 9068, OpenID Connect, Okta, Entra ID's tokens of version 1. */
export const clientClaims = ['client_id', 'azp', 'cid', 'appid'] as const;

/**
 * A service account of Keycloak: its `sub` is a user, named after the client. A person may bear that name, but has a
 * session, and no `client_id` (`clientId` in earlier versions): Keycloak adds it to tokens by client credentials only.
 */
function serviceAccountOf({ preferred_username: user, azp: client, ...others }: Claims): string | undefined {
  const isPerson = ofUsers.some((name) => Object.hasOwn(others, name));
  const { client_id: noted = others['clientId'] } = others;
  if (isPerson || !isName(client) || noted !== client) return undefined;
  return user === `service-account-${client.toLowerCase()}` ? client : undefined;
}

const isName = (value: unknown): value is string => typeof value === 'string' && value !== '';

/**
 * Claims of a person (OpenID Connect Core 1.0 section 5.1, and the login claims of Cognito, Keycloak, Entra ID and
 * Okta), and of a person's session: without its scope `basic`, Keycloak has only the latter.
 */
const ofUsers = [
  ...['username', 'cognito:username', 'preferred_username', 'user_name', 'unique_name', 'upn'],
  ...['user_id', 'uid', 'name', 'given_name', 'family_name', 'nickname', 'email', 'phone_number'],
  ...['sid', 'session_state', 'nonce', 'at_hash', 'amr'],
];
