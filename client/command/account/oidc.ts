import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as openid from 'openid-client';
import type { Origin, Tokens } from './session.js';

type Oidc = Extract<Origin, { kind: 'oidc' }>;

/** What the user has to do in a browser. */
export type Invite = (invitation: { readonly url: string; readonly code?: string }) => void;

/**
 * Signs in at an OpenID Connect issuer: with the device flow if the issuer supports it (RFC 8628), otherwise in a
 * browser of this machine (RFC 8252, with PKCE).
 *
 * @throws the issuer's error, or why it could not be reached
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
  // A public client has no secret. Plain http is allowed only for loopback.
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

/** Timeout of the sign-in. */
const signInMs = 10 * 60_000;

/** A loopback page for the redirect, once. */
async function awaitVisit() {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
  const arrived = new Promise<URL>((resolve, reject) => {
    AbortSignal.timeout(signInMs).addEventListener('abort', () => {
      reject(new Error('there was no sign-in within 10 minutes; run `waybill login` again'));
    });
    server.on('request', ({ url = '/' }, answer) => {
      const visited = new URL(url, address);
      // Browsers also request an icon.
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
    // Without `expires_in` (RFC 6749 section 5.1), the token is refreshed after an hour.
    expiresAt: Date.now() + (answer.expiresIn() ?? 3600) * 1000,
    refreshToken: answer.refresh_token,
  };
}
