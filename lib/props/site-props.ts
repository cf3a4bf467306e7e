/** The page, if it is to be served. */
export interface SiteProps {
  /**
   * Serves Waybill's own page from CloudFront and lets it call API and bucket. People sign in at the issuer of `auth`.
   * @default false
   * @throws at synth where the issuer of `Auth.jwt` is known only at deployment
   */
  readonly site?: boolean;

  /**
   * As which client the page signs people in at the issuer of `Auth.jwt`: a public one (no secret, code with PKCE),
   * whose redirect URI is the page's address. `Auth.cognito` makes its own.
   * @default - the first audience
   * @throws at synth where it is empty, or without `site` and `Auth.jwt`
   */
  readonly siteClientId?: string;
}
