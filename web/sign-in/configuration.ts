import { words } from '../words/words.js';

/** What the page's own server tells it. */
export interface SiteConfiguration {
  readonly apiUrl: string;
  readonly signIn: DemoSignIn | IssuerSignIn;
}

export interface DemoSignIn {
  readonly kind: 'demo';
  /** Where the page's server gives a token for a demo subject. */
  readonly tokenUrl: string;
  /** Names to propose; any other will do. */
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
