import type { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import type { Role } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { CdnSigning } from '../../lambda/core/settings/environment.js';
import { addAliasRecords } from '../names/alias-records.js';
import type { CdnSettings } from '../settings/cdn-settings.js';
import type { Settings } from '../settings/settings.js';
import { makeDistribution } from './distribution.js';
import { allowReads } from './origin-access.js';
import { makeSigningKey, type SigningKey } from './signing-key.js';

/**
 * CloudFront in front of the bucket: every request needs a signature of `download`, and only verified versions are
 * readable (docs/decisions/0026-cdn.md).
 */
export class Cdn extends Construct {
  readonly distribution: Distribution;
  readonly key: SigningKey;
  /** Base URL of signed reads. */
  readonly url: string;
  /** The variable `CDN` of `download`. */
  readonly environment: string;

  /** @param keyRole of the function that makes the key pair */
  constructor(
    scope: Construct,
    id: string,
    bucket: Bucket,
    keyRole: Role,
    settings: Settings & { readonly cdn: CdnSettings },
  ) {
    super(scope, id);
    const { cdnDomain: domain } = settings;
    this.key = makeSigningKey(this, keyRole, settings);
    this.distribution = makeDistribution(this, bucket, this.key.group, settings);
    allowReads(bucket, this.distribution, settings);
    this.url = settings.cdn.endpoint ?? `https://${domain?.name ?? this.distribution.domainName}`;
    this.environment = JSON.stringify({
      origin: this.url,
      keyPairId: this.key.publicKey.publicKeyId,
      privateKeyArn: this.key.privateKeyArn,
      ...(settings.cdn.cookies && { cookies: settings.cdn.cookies }),
    } satisfies CdnSigning);
    if (domain?.zone) addAliasRecords(this, domain.zone, domain.name, this.distribution);
  }
}
