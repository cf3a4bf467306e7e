import { words } from '../words/words.js';

/** The configuration from the page's server. */
export interface SiteConfiguration {
  readonly apiUrl: string;
  /** Pictures and videos are read by cookies of the CDN, which is of the same site. @default by signed URLs */
  readonly cdnCookies?: boolean;
  readonly signIn: DemoSignIn | IssuerSignIn;
}

export interface DemoSignIn {
  readonly kind: 'demo';
  /** The server that gives tokens for demo accounts. */
  readonly tokenUrl: string;
  /** Suggested names; any other is valid too. */
  readonly subjects: readonly string[];
}

/** At an OpenID Connect issuer. */
export interface IssuerSignIn {
  readonly kind: 'oidc';
  readonly issuer: string;
  readonly clientId: string;
}

export async function fetchConfiguration(): Promise<SiteConfiguration> {
  const answer = await fetch('config.json', { signal: AbortSignal.timeout(30_000) });
  if (!answer.ok) throw new Error(words().page.noConfiguration(answer.status));
  return (await answer.json()) as SiteConfiguration;
}
