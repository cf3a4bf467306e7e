import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as openid from 'openid-client';
import type { Origin, Tokens } from './session.js';

type Oidc = Extract<Origin, { kind: 'oidc' }>;

/** What a person has to do, in their browser. */
export type Invite = (invitation: { readonly url: string; readonly code?: string }) => void;

/**
 * Signs in at an OpenID Connect issuer: by a code that is typed in on any device where the issuer offers that
 * (RFC 8628), else in a browser of this machine (RFC 8252, with PKCE).
 *
 * @throws what the issuer said, or could not be reached for
 */
export async function signInWithOidc(origin: Oidc, invite: Invite): Promise<Tokens> {
  const issuer = await discover(origin);
  const isDeviceOffered = issuer.serverMetadata().device_authorization_endpoint !== undefined;
  return isDeviceOffered ? signInByDevice(issuer, origin, invite) : signInByBrowser(issuer, origin, invite);
}

export async function renewWithOidc(origin: Oidc, refreshToken: string): Promise<Tokens> {
  const answer = await openid.refreshTokenGrant(await discover(origin), refreshToken);
  return { ...tokensOf(answer), refreshToken: answer.refresh_token ?? refreshToken };
}

function discover({ issuer, clientId }: Oidc): Promise<openid.Configuration> {
  const url = new URL(issuer);
  const isLocal = url.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  // A public client has no secret. Plain http is for this machine alone.
  return openid.discovery(url, clientId, undefined, openid.None(), {
    execute: isLocal ? [openid.allowInsecureRequests] : [],
  });
}

async function signInByDevice(
  issuer: openid.Configuration,
  { scope }: Oidc,
  invite: Invite,
): Promise<Tokens> {
  const asked = await openid.initiateDeviceAuthorization(issuer, { scope });
  invite({ url: asked.verification_uri_complete ?? asked.verification_uri, code: asked.user_code });
  return tokensOf(await openid.pollDeviceAuthorizationGrant(issuer, asked));
}

async function signInByBrowser(
  issuer: openid.Configuration,
  { scope }: Oidc,
  invite: Invite,
): Promise<Tokens> {
  const verifier = openid.randomPKCECodeVerifier();
  const state = openid.randomState();
  const visit = await awaitVisit();
  try {
    const url = openid.buildAuthorizationUrl(issuer, {
      scope,
      state,
      redirect_uri: visit.address,
      code_challenge: await openid.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    invite({ url: url.href });
    return tokensOf(
      await openid.authorizationCodeGrant(issuer, await visit.arrived, {
        pkceCodeVerifier: verifier,
        expectedState: state,
      }),
    );
  } finally {
    visit.close();
  }
}

/** For a person to sign in within. */
const signInMs = 10 * 60_000;

/** A page of this machine to which the browser comes back, once. */
async function awaitVisit() {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
  const arrived = new Promise<URL>((resolve, reject) => {
    AbortSignal.timeout(signInMs).addEventListener('abort', () => {
      reject(new Error('nobody signed in within 10 minutes; run `waybill login` again'));
    });
    server.on('request', ({ url = '/' }, answer) => {
      const visited = new URL(url, address);
      // Browsers ask for an icon, too.
      const isAnswer = visited.searchParams.has('state');
      answer.writeHead(isAnswer ? 200 : 404, { 'content-type': 'text/plain; charset=utf-8' });
      answer.end(isAnswer ? 'Done. You can close this page and go back to the terminal.\n' : '');
      if (isAnswer) resolve(visited);
    });
  });
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { address, arrived, close };
}

function tokensOf(answer: openid.TokenEndpointResponse & openid.TokenEndpointResponseHelpers): Tokens {
  return {
    token: answer.access_token,
    // Without a word about it (RFC 6749 section 5.1), it is renewed when it is an hour old.
    expiresAt: Date.now() + (answer.expiresIn() ?? 3600) * 1000,
    refreshToken: answer.refresh_token,
  };
}
