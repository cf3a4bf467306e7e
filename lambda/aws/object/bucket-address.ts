import type { StorageEndpoint } from '../../core/settings/environment.js';

export interface BucketAddress {
  readonly bucket: string;
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  /** Goes before the key: `/` for a host of the bucket's own, `/{bucket}/` for a store addressed by path. */
  readonly root: string;
}

/** Where clients reach a bucket (S3 user guide, "Virtual hosting of general purpose buckets"). */
export function bucketAddress(
  bucket: string,
  region: string,
  storageEndpoint?: StorageEndpoint,
): BucketAddress {
  if (storageEndpoint) {
    const { url, addressing } = storageEndpoint;
    const isVirtual = addressing === 'virtual';
    return {
      bucket,
      protocol: url.protocol,
      hostname: isVirtual ? `${bucket}.${url.hostname}` : url.hostname,
      root: `${url.pathname.replace(/\/$/, '')}/${isVirtual ? '' : `${bucket}/`}`,
      ...(url.port && { port: Number(url.port) }),
    };
  }
  const domain = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  return { bucket, protocol: 'https:', hostname: `${bucket}.s3.${region}.${domain}`, root: '/' };
}

export const originOf = ({ protocol, hostname, port }: BucketAddress): string =>
  `${protocol}//${hostname}${port ? `:${port}` : ''}`;
