import { StartFailure } from '../process/start-failure.js';

/** The issuer of a team, in place of the one that comes with `npm start`. */
export interface OwnIssuer {
  readonly url: string;
  /** As in the setting: several are separated by commas. */
  readonly audience: string;
  /** Of the page, which signs in there. */
  readonly clientId: string;
}

export interface SplitContext {
  /** Values for the stack. */
  readonly context: Readonly<Record<string, string>>;
  readonly issuer?: OwnIssuer;
}

/**
 * Separates the settings of issuer and page from the others. The page is served here, without CloudFront: `site` changes
 * nothing. Its client is the first audience by default, as in a deployment.
 */
export function splitContext(given: Readonly<Record<string, string>>): SplitContext {
  const { issuer, audience, site: _, siteClientId, ...context } = given;
  if (issuer === undefined || audience === undefined) return { context };
  const clientId = siteClientId ?? audience.split(',', 1)[0]?.trim() ?? '';
  return { context, issuer: { url: issuer, audience, clientId } };
}

const discoveryMs = 10_000;

/**
 * Reads the issuer's metadata, as the gateway does for the first token (OpenID Connect Discovery 1.0, section 4).
 * @throws StartFailure if it cannot be read, or is of another issuer
 */
export async function requireIssuer({ url }: OwnIssuer, signal: AbortSignal): Promise<void> {
  const address = `${url.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const fail = (why: string): never => {
    throw new StartFailure(
      `-c issuer=${url}: ${address} ${why}.`,
      'Tokens of that issuer could not be verified; check its address, exactly as it is in the claim iss.',
    );
  };
  const limited = AbortSignal.any([signal, AbortSignal.timeout(discoveryMs)]);
  const answer = await fetch(address, { signal: limited }).catch((error: unknown) => {
    signal.throwIfAborted();
    const { cause } = error as { cause?: { code?: string } };
    return fail(`cannot be reached (${cause?.code ?? 'no answer'})`);
  });
  if (!answer.ok) fail(`answers ${answer.status}`);
  const metadata = (await answer.json().catch(() => ({}))) as { issuer?: string; jwks_uri?: string };
  if (metadata.issuer !== url) fail(`is of the issuer ${metadata.issuer ?? 'without a name'}`);
  if (metadata.jwks_uri === undefined) fail('names no jwks_uri');
}
