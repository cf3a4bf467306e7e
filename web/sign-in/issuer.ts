import type { IssuerSignIn } from './configuration.js';
import { words } from '../words/words.js';

/**
 * The issuer's response to a code or a refresh token (RFC 6749 section 5.1, OpenID Connect Core 1.0 section 3.1.3.3).
 */
export interface TokenResponse {
  readonly access_token: string;
  readonly id_token?: string;
  readonly refresh_token?: string;
  /** Seconds. */
  readonly expires_in?: number;
}

/** OpenID Connect Discovery 1.0 section 3. */
interface Endpoints {
  readonly authorization_endpoint: string;
  readonly token_endpoint: string;
  readonly end_session_endpoint?: string;
}

const patienceMs = 30_000;

/** An OpenID Connect issuer, for a public client. */
export class Issuer {
  private constructor(
    private readonly clientId: string,
    private readonly endpoints: Endpoints,
  ) {}

  /** Rejects if the issuer does not respond. */
  static async at({ issuer, clientId }: IssuerSignIn): Promise<Issuer> {
    const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    return new Issuer(
      clientId,
      await json<Endpoints>(await fetch(address, { signal: AbortSignal.timeout(patienceMs) })),
    );
  }

  /** @param challenge of RFC 7636: the code can only be used with its verifier */
  signInAddress(redirect: string, state: string, challenge: string): string {
    return withQuery(this.endpoints.authorization_endpoint, {
      response_type: 'code',
      client_id: this.clientId,
      redirect_uri: redirect,
      scope: ['openid', 'email'].join(' '),
      state,
      code_challenge: challenge,
      code_challenge_method: 'S256',
    });
  }

  tokensFor(code: string, redirect: string, verifier: string): Promise<TokenResponse> {
    return this.ask({
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirect,
      code_verifier: verifier,
    });
  }

  refresh(refreshToken: string): Promise<TokenResponse> {
    return this.ask({ grant_type: 'refresh_token', refresh_token: refreshToken });
  }

  /** The URL that ends the issuer's session, if it has one. Cognito's parameters differ from the standard's. */
  signOutAddress(redirect: string, idToken: string | undefined): string | undefined {
    const { end_session_endpoint: end } = this.endpoints;
    if (end === undefined) return undefined;
    return withQuery(end, {
      client_id: this.clientId,
      post_logout_redirect_uri: redirect,
      logout_uri: redirect,
      ...(idToken && { id_token_hint: idToken }),
    });
  }

  private async ask(form: Record<string, string>): Promise<TokenResponse> {
    const body = new URLSearchParams({ ...form, client_id: this.clientId });
    return json<TokenResponse>(
      await fetch(this.endpoints.token_endpoint, {
        method: 'POST',
        body,
        signal: AbortSignal.timeout(patienceMs),
      }),
    );
  }
}

async function json<Body>(answer: Response): Promise<Body> {
  if (!answer.ok) throw new Error(words().signIn.failed(answer.status));
  return (await answer.json()) as Body;
}

function withQuery(address: string, query: Readonly<Record<string, string>>): string {
  const url = new URL(address);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
}
