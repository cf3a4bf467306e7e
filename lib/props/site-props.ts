/** Settings of the page. */
export interface SiteProps {
  /**
   * Serves Waybill's own page from CloudFront and allows it to call API and bucket. Users sign in at the issuer of
   * `auth`.
   * @default false
   */
  readonly site?: boolean;

  /**
   * Client id of the page at the issuer of `Auth.jwt`: a public client (no secret, code with PKCE) with the page's
   * address as redirect URI. `Auth.cognito` creates its own.
   * @default - the first audience
   */
  readonly siteClientId?: string;
}
