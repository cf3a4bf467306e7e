import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { OAuth2Issuer, OAuth2Service, type TokenRequestIncomingMessage } from 'oauth2-mock-server';
import { close, listen } from '../engine/front.js';
import { isLoopbackOrigin } from '../engine/loopback-origin.js';
import { accountPage, accountParameter } from './account-page.js';
import { demoClaims } from './demo-accounts.js';

/** The content of a token. */
export interface TokenWishes {
  /** The claim `cognito:groups`. @default none */
  readonly groups?: readonly string[];
  /** More claims, or replacements of default claims; `null` removes one. @default none */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Negative for an expired token. @default 3600 */
  readonly expiresInSeconds?: number;
  /** @default the one that the API accepts */
  readonly audience?: string;
}

export interface LocalIssuer {
  /** The claim `iss`, and the base URL of its keys for the gateway. */
  readonly url: string;
  /** The claim `aud`. */
  readonly audience: string;
  /** A signed bearer token with exactly this `sub`, and the subject's role of `npm start`. */
  issueToken(subject: string, wishes?: TokenWishes): Promise<string>;
  stop(): Promise<void>;
}

const audience = 'waybill-local';

/**
 * An OpenID Connect issuer on 127.0.0.1 without authentication: it replaces a user pool on one machine. At its
 * authorization endpoint the user chooses an account, on a page or by the parameter `account`.
 */
export async function startIssuer(): Promise<LocalIssuer> {
  const issuer = new OAuth2Issuer();
  await issuer.keys.generate('RS256');
  const service = new OAuth2Service(issuer);
  rememberAccounts(service);
  const server = http.createServer((request, response) => {
    const { host, origin } = request.headers;
    const address = new URL(request.url ?? '/', url);
    // Other origins, also by DNS rebinding, get no tokens of this machine.
    if (host !== new URL(url).host || (origin !== undefined && !isLoopbackOrigin(origin))) {
      response.writeHead(403, { 'content-type': 'text/plain' }).end('Only for pages of this machine.\n');
    } else if (address.pathname === '/authorize' && !address.searchParams.get(accountParameter)) {
      response
        .writeHead(200, {
          'content-type': 'text/html; charset=utf-8',
          'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
        })
        .end(accountPage(address));
    } else service.requestHandler(request, response);
  });
  await listen(server, 0);
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  issuer.url = url;
  return {
    url,
    audience,
    issueToken: (subject, { groups, claims = {}, expiresInSeconds = 3600, audience: aud = audience } = {}) =>
      issuer.buildToken({
        expiresIn: expiresInSeconds,
        scopesOrTransform: (_header, payload) => {
          Object.assign(payload, { sub: subject, aud, ...demoClaims(subject) });
          if (groups && groups.length > 0) payload['cognito:groups'] = [...groups];
          for (const [name, value] of Object.entries(claims)) payload[name] = value ?? undefined;
        },
      }),
    stop: () => close(server),
  };
}

/** Configures the service to issue tokens for the chosen account, for a code and for a refresh token. */
function rememberAccounts(service: OAuth2Service): void {
  const accounts = new Map<string, string>();
  const accountOf = ({ body }: TokenRequestIncomingMessage) =>
    accounts.get(String(body.code ?? Reflect.get(body, 'refresh_token')));
  service.on('beforeAuthorizeRedirect', (redirect: { url: URL }, request: http.IncomingMessage) => {
    const account = new URL(request.url ?? '/', 'http://issuer').searchParams.get(accountParameter);
    const code = redirect.url.searchParams.get('code');
    if (account && code) accounts.set(code, account);
  });
  service.on('beforeTokenSigning', ({ payload }, request: TokenRequestIncomingMessage) => {
    const account = accountOf(request);
    if (account !== undefined) Object.assign(payload, { sub: account, ...demoClaims(account) });
    payload['aud'] ??= audience;
  });
  service.on('beforeResponse', ({ body }, request: TokenRequestIncomingMessage) => {
    const account = accountOf(request);
    const renewal: unknown = typeof body === 'object' && body !== null && body['refresh_token'];
    if (account !== undefined && typeof renewal === 'string') accounts.set(renewal, account);
  });
}
