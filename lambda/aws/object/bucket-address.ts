import type { StorageEndpoint } from '../../core/settings/environment.js';

export interface BucketAddress {
  readonly bucket: string;
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  /** Prefix of the key in the path: `/` with virtual-hosted style, `/{bucket}/` with path style. */
  readonly root: string;
}

/** The bucket's address for clients (S3 user guide, "Virtual hosting of general purpose buckets"). */
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
