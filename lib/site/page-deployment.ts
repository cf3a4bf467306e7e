import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Token } from 'aws-cdk-lib';
import { BucketDeployment, CacheControl, Source, type ISource } from 'aws-cdk-lib/aws-s3-deployment';
import { acknowledgeCopier } from './copier-rights.js';
import { packageFolder } from '../assets/bundles.js';
import { assetsPrefix, cacheControl, contentSecurityPolicy, type PageOrigins } from './page-headers.js';
import { policyMetadata } from './policy-function.js';
import type { Site } from './site.js';

/** Sign-in of the page: at an OpenID Connect issuer, as a public client with PKCE (RFC 7636). */
export interface SignIn {
  readonly issuer: string;
  readonly clientId: string;
  /** Origins of the issuer's endpoints. */
  readonly origins: readonly string[];
}

export interface PageFacts {
  readonly apiUrl: string;
  /** Origin of presigned URLs. */
  readonly storageOrigin: string;
  /** Of the CDN, with one. */
  readonly cdnOrigin?: string | undefined;
  /** Whether browsers send the page's cookies to it. @default false */
  readonly cdnCookies?: boolean;
  readonly signIn: SignIn;
}

/**
 * Deploys the built page into the site's bucket: first the assets with a digest in their name, then the document that
 * refers to them. Assets of earlier deployments stay, for pages that are open.
 * @throws if the page was not built
 */
export function deployPage(site: Site, facts: PageFacts): void {
  const folder = pageFolder();
  const assets = deployment(site, 'Assets', {
    source: Source.asset(join(folder, assetsPrefix), { exclude: ['*.map'] }),
    prefix: assetsPrefix,
    control: cacheControl.assets,
  });
  const { apiUrl, storageOrigin, cdnOrigin, cdnCookies, signIn } = facts;
  const api = Token.isUnresolved(apiUrl) ? apiUrl : new URL(apiUrl).origin;
  const origins: PageOrigins = { api, storage: storageOrigin, files: cdnOrigin, signIn: signIn.origins };
  const configuration = {
    apiUrl,
    ...(cdnCookies && { cdnCookies }),
    signIn: { kind: 'oidc', issuer: signIn.issuer, clientId: signIn.clientId },
  };
  const document = deployment(site, 'Document', {
    source: Source.asset(folder, { exclude: [`${assetsPrefix}**`] }),
    more: Source.jsonData('config.json', configuration),
    control: cacheControl.document,
    metadata: { [policyMetadata]: contentSecurityPolicy(origins) },
  });
  document.node.addDependency(assets);
  acknowledgeCopier(document, site.bucket);
}

interface Part {
  readonly source: ISource;
  readonly more?: ISource;
  readonly prefix?: string;
  readonly control: string;
  readonly metadata?: Record<string, string>;
}

function deployment(site: Site, id: string, part: Part): BucketDeployment {
  return new BucketDeployment(site, id, {
    destinationBucket: site.bucket,
    sources: [part.source, ...(part.more ? [part.more] : [])],
    ...(part.prefix && { destinationKeyPrefix: part.prefix }),
    cacheControl: [CacheControl.fromString(part.control)],
    ...(part.metadata && { metadata: part.metadata }),
    prune: false,
    retainOnDelete: false,
    memoryLimit: 256,
  });
}

/** `dist/web` of this package. */
function pageFolder(): string {
  const folder = join(packageFolder(), 'dist', 'web');
  if (existsSync(join(folder, 'index.html'))) return folder;
  throw new Error(`Waybill: site: the page was not built in ${folder}; run \`npm run build\` first`);
}
