import { OAuth2Server } from 'oauth2-mock-server';

/** What a token is asked to say. */
export interface TokenWishes {
  /** The claim `cognito:groups`. @default none */
  readonly groups?: readonly string[];
  /** More claims, or others in place of those that a token has by itself; `null` leaves one out. @default none */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Negative for a token that has expired. @default 3600 */
  readonly expiresInSeconds?: number;
  /** @default the one that the API accepts */
  readonly audience?: string;
}

export interface Issuer {
  /** The claim `iss`, and where the gateway finds its keys. */
  readonly url: string;
  /** The claim `aud`. */
  readonly audience: string;
  /** A signed bearer token whose `sub` is exactly the subject. */
  issueToken(subject: string, wishes?: TokenWishes): Promise<string>;
  stop(): Promise<void>;
}

/** An OpenID Connect issuer on 127.0.0.1 that believes everybody: it stands in for a user pool on one machine. */
export async function startIssuer(): Promise<Issuer> {
  const server = new OAuth2Server();
  await server.issuer.keys.generate('RS256');
  await server.start(0, '127.0.0.1');
  const url = `http://127.0.0.1:${String(server.address().port)}`;
  server.issuer.url = url;
  const audience = 'waybill-local';
  // Whoever signs in at its own page, as the deployed page has people do, gets tokens that the API accepts too.
  server.service.on('beforeTokenSigning', ({ payload }) => {
    payload['aud'] ??= audience;
  });
  return {
    url,
    audience,
    issueToken: (subject, { groups, claims = {}, expiresInSeconds = 3600, audience: aud = audience } = {}) =>
      server.issuer.buildToken({
        expiresIn: expiresInSeconds,
        scopesOrTransform: (_header, payload) => {
          payload['sub'] = subject;
          payload['aud'] = aud;
          if (groups && groups.length > 0) payload['cognito:groups'] = [...groups];
          for (const [name, value] of Object.entries(claims)) payload[name] = value ?? undefined;
        },
      }),
    stop: () => server.stop(),
  };
}
