import type { IssuerSignIn } from './configuration.js';
import { words } from '../words/words.js';
import { Issuer, type TokenResponse } from './issuer.js';
import { challengeOf, claimsOf, secret } from './proof.js';

const begun = 'waybill.sign-in';

interface Begun {
  readonly state: string;
  readonly verifier: string;
  /** Where in the page somebody wanted to go. */
  readonly hash: string;
}

/** Until so many milliseconds before its end a token is used. */
const marginMs = 60_000;
const retryMs = 5_000;

const home = () => `${location.origin}${location.pathname}`;

/** Leaves for the issuer's own page, which sends the person back with a code. */
export async function beginSignIn(signIn: IssuerSignIn): Promise<void> {
  const issuer = await Issuer.at(signIn);
  const started: Begun = { state: secret(), verifier: secret(), hash: location.hash };
  // For this tab alone, until it is back.
  sessionStorage.setItem(begun, JSON.stringify(started));
  location.assign(issuer.signInAddress(home(), started.state, await challengeOf(started.verifier)));
}

/**
 * Somebody who signed in at the issuer. Tokens stay in memory: a reload asks the issuer, which knows them still, for
 * others.
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
   * What the issuer sent somebody back with, made into a session. The code leaves the address.
   * @returns `undefined` where nobody comes back
   * @throws where the issuer refuses, or sends back what was not asked for here
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

  /** What people call themselves there. */
  get subject(): string {
    const claims = { ...claimsOf(this.tokens.access_token), ...claimsOf(this.tokens.id_token) };
    const known = [claims['name'], claims['email'], claims['preferred_username'], claims['sub']];
    return String(known.find((one) => typeof one === 'string' && one !== '') ?? '');
  }

  readonly token = async (): Promise<string> => {
    const { refresh_token: refresh } = this.tokens;
    if (Date.now() > this.endsAt - marginMs && refresh !== undefined) {
      // Once for all who ask meanwhile.
      this.endsAt = Infinity;
      this.asked = this.issuer.refresh(refresh).then(
        // An issuer may go on with the old refresh token (RFC 6749 section 6).
        (tokens) => this.keep({ refresh_token: refresh, ...tokens }),
        () => {
          // The service says so if the old one is over. Asked again a little later.
          this.endsAt = Date.now() + marginMs + retryMs;
          return this.tokens;
        },
      );
    }
    return bearerOf(await this.asked);
  };

  /** Leaves for the issuer, which may know the person still, and comes back to this place of the page. */
  readonly renew = (): Promise<void> => beginSignIn(this.signIn);

  /** @returns where the issuer's own session ends, if it tells: to be gone to */
  readonly close = (): string | undefined => this.issuer.signOutAddress(home(), this.tokens.id_token);

  private keep(tokens: TokenResponse): TokenResponse {
    this.tokens = tokens;
    this.endsAt = endOf(tokens);
    return tokens;
  }
}

const endOf = ({ expires_in: seconds = 300 }: TokenResponse): number => Date.now() + seconds * 1000;

/** The gateway reads JWTs alone; an issuer whose access tokens are none says the same in its ID token. */
const bearerOf = ({ access_token: access, id_token: id }: TokenResponse): string =>
  claimsOf(access) || id === undefined ? access : id;
