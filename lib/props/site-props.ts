/** Settings of the page. */
export interface SiteProps {
  /**
   * Serves Waybill's own page from CloudFront and allows it to call API and bucket. Users sign in at the issuer of
   * `auth`.
   * @default false
   * @throws at synth where the issuer of `Auth.jwt` is known only at deployment
   */
  readonly site?: boolean;

  /**
   * Client id of the page at the issuer of `Auth.jwt` or `Auth.lambda`: a public client (no secret, code with PKCE) with the page's
   * address as redirect URI. `Auth.cognito` creates its own.
   * @default - the first audience; none with `Auth.lambda`, which needs it
   * @throws at synth if it is empty, or without `site` and one of the two
   */
  readonly siteClientId?: string;
}
