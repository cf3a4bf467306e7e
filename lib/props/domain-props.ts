import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { IHostedZone } from 'aws-cdk-lib/aws-route53';

/** Names of your own for the API and the page. TLS 1.2 or newer on both. */
export interface DomainProps {
  /**
   * Domain name of the API, such as `files.example.com`. Links to shared files begin with it, unless `publicUrl` says
   * otherwise; the gateway's own address keeps answering.
   * @default - the gateway's own address
   */
  readonly domainName?: string;

  /**
   * Certificate for `domainName`, of the stack's own region.
   * @default - none; `domainName` needs one
   */
  readonly certificate?: ICertificate;

  /**
   * Route 53 zone that gets alias records for `domainName`, `siteDomainName` and `cdnDomainName`.
   * @default - none: point the names at the outputs `ApiDomainTarget`, `SiteDomainTarget` and `CdnDomainTarget` yourself
   */
  readonly hostedZone?: IHostedZone;

  /**
   * Domain name of the page, with `site`, such as `app.example.com`.
   * @default - CloudFront's own name, which also serves clients that speak TLS 1.0
   */
  readonly siteDomainName?: string;

  /**
   * Certificate for `siteDomainName`, of us-east-1, where CloudFront looks for it.
   * @default - none; `siteDomainName` needs one
   */
  readonly siteCertificate?: ICertificate;
}
