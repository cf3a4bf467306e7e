import type { IssuerSignIn } from './configuration.js';
import { words } from '../words/words.js';
import { Issuer, type TokenResponse } from './issuer.js';
import { challengeOf, claimsOf, secret } from './proof.js';

const begun = 'waybill.sign-in';

interface Begun {
  readonly state: string;
  readonly verifier: string;
  /** The URL of the page before the redirect. */
  readonly hash: string;
}

/** Milliseconds before its expiry when a token is refreshed. */
const marginMs = 60_000;
const retryMs = 5_000;

const home = () => `${location.origin}${location.pathname}`;

/** Redirects to the issuer's page, which redirects back with a code. */
export async function beginSignIn(signIn: IssuerSignIn): Promise<void> {
  const issuer = await Issuer.at(signIn);
  const started: Begun = { state: secret(), verifier: secret(), hash: location.hash };
  // Only for this tab, until the redirect back.
  sessionStorage.setItem(begun, JSON.stringify(started));
  location.assign(issuer.signInAddress(home(), started.state, await challengeOf(started.verifier)));
}

/**
 * The session of a user of the issuer. Tokens stay in memory: a reload gets new ones from the issuer, where the user is
 * still signed in.
 */
export class IssuedSession {
  private asked: Promise<TokenResponse>;
  private endsAt: number;

  private constructor(
    private readonly signIn: IssuerSignIn,
    private readonly issuer: Issuer,
    private tokens: TokenResponse,
  ) {
    this.asked = Promise.resolve(tokens);
    this.endsAt = endOf(tokens);
  }

  /**
   * Turns the issuer's redirect into a session. The code is removed from the URL.
   * @returns `undefined` without a redirect
   * @throws if the issuer returns an error, or an unexpected response
   */
  static async completeSignIn(signIn: IssuerSignIn): Promise<IssuedSession | undefined> {
    const query = new URLSearchParams(location.search);
    if (!query.has('state')) return undefined;
    const started = JSON.parse(sessionStorage.getItem(begun) ?? '{}') as Partial<Begun>;
    sessionStorage.removeItem(begun);
    history.replaceState(null, '', `${location.pathname}${started.hash ?? ''}`);
    const code = query.get('code');
    if (!code || !started.verifier || query.get('state') !== started.state)
      throw new Error(words().signIn.refused);
    const issuer = await Issuer.at(signIn);
    return new IssuedSession(signIn, issuer, await issuer.tokensFor(code, home(), started.verifier));
  }

  /** The user's display name at the issuer. */
  get subject(): string {
    const claims = { ...claimsOf(this.tokens.access_token), ...claimsOf(this.tokens.id_token) };
    const known = [claims['name'], claims['email'], claims['preferred_username'], claims['sub']];
    return String(known.find((one) => typeof one === 'string' && one !== '') ?? '');
  }

  readonly token = async (): Promise<string> => {
    const { refresh_token: refresh } = this.tokens;
    if (Date.now() > this.endsAt - marginMs && refresh !== undefined) {
      // Once for all concurrent callers.
      this.endsAt = Infinity;
      this.asked = this.issuer.refresh(refresh).then(
        // An issuer may keep the old refresh token (RFC 6749 section 6).
        (tokens) => this.keep({ refresh_token: refresh, ...tokens }),
        () => {
          // The service rejects the old one if it has expired. Retried a little later.
          this.endsAt = Date.now() + marginMs + retryMs;
          return this.tokens;
        },
      );
    }
    return bearerOf(await this.asked);
  };

  /** Redirects to the issuer, where the user may still be signed in, and back to this view. */
  readonly renew = (): Promise<void> => beginSignIn(this.signIn);

  /** @returns the issuer's sign-out URL, if it has one */
  readonly close = (): string | undefined => this.issuer.signOutAddress(home(), this.tokens.id_token);

  private keep(tokens: TokenResponse): TokenResponse {
    this.tokens = tokens;
    this.endsAt = endOf(tokens);
    return tokens;
  }
}

const endOf = ({ expires_in: seconds = 300 }: TokenResponse): number => Date.now() + seconds * 1000;

/** The gateway accepts only JWTs; if an issuer's access tokens are not, its ID token has the same claims. */
const bearerOf = ({ access_token: access, id_token: id }: TokenResponse): string =>
  claimsOf(access) || id === undefined ? access : id;
