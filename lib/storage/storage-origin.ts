import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Settings } from '../settings/settings.js';

/** The origin of presigned URLs. */
export function storageOriginOf(
  bucket: IBucket,
  { storageEndpoint, storageAddressing }: Pick<Settings, 'storageEndpoint' | 'storageAddressing'>,
): string {
  if (storageEndpoint === undefined) return `https://${bucket.bucketRegionalDomainName}`;
  const { protocol, host, origin } = new URL(storageEndpoint);
  return storageAddressing === 'virtual' ? `${protocol}//${bucket.bucketName}.${host}` : origin;
}
