import type { HeadObjectCommandOutput } from '@aws-sdk/client-s3';
import type { StoredProperties, StoredProperty } from '../../core/validation/stored-properties.js';
import type { StoredObject } from '../../core/validation/verdict.js';

/** The field of each header in the SDK's HeadObject response (S3 API reference, "HeadObject"). */
const fields = {
  'Content-Type': 'ContentType',
  'Content-Encoding': 'ContentEncoding',
  'Content-Disposition': 'ContentDisposition',
  'Content-Language': 'ContentLanguage',
  'Cache-Control': 'CacheControl',
  // The SDK parses it as a date if possible.
  Expires: 'ExpiresString',
  'x-amz-website-redirect-location': 'WebsiteRedirectLocation',
  'x-amz-storage-class': 'StorageClass',
  'x-amz-archive-status': 'ArchiveStatus',
  'x-amz-server-side-encryption-customer-algorithm': 'SSECustomerAlgorithm',
  // These two are only returned with s3:GetObjectRetention and s3:GetObjectLegalHold.
  'x-amz-object-lock-mode': 'ObjectLockMode',
  'x-amz-object-lock-legal-hold': 'ObjectLockLegalHoldStatus',
} as const satisfies Record<Exclude<StoredProperty, 'x-amz-meta-*'>, keyof HeadObjectCommandOutput>;

/** The HeadObject response for one version. */
export function storedObject(head: HeadObjectCommandOutput, versionId: string): StoredObject {
  return {
    versionId,
    sizeBytes: head.ContentLength ?? 0,
    ...(head.ChecksumSHA256 && { sha256: head.ChecksumSHA256 }),
    ...(head.ChecksumCRC64NVME && { crc64nvme: head.ChecksumCRC64NVME }),
    properties: propertiesOf(head),
  };
}

function propertiesOf(head: HeadObjectCommandOutput): StoredProperties {
  const stated = Object.entries(fields).map(([name, field]) => [name, head[field]] as const);
  const metadata = Object.keys(head.Metadata ?? {}).length + (head.MissingMeta ?? 0);
  return Object.fromEntries(
    [...stated, ['x-amz-meta-*', metadata || undefined] as const].flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)]],
    ),
  );
}

/** S3 cannot return more for an object that it can't decrypt. */
export const sealedObject = (versionId: string): StoredObject => ({
  versionId,
  sizeBytes: 0,
  properties: { 'x-amz-server-side-encryption-customer-algorithm': 'AES256' },
});
