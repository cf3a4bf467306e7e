import type { StorageAddressing } from './storage-addressing.js';

/** Addresses of API, storage and AWS, if they differ from AWS's own. */
export interface EndpointProps {
  /**
   * Base URL of the API for clients, if it is not the gateway's: links to shared files begin with it.
   * @default - the address of the request that created the link
   * @throws at synth if it is not an https URL (http on this machine), or has a query
   */
  readonly publicUrl?: string;

  /**
   * Base URL of an S3-compatible store for presigned URLs.
   * @default - the bucket's regional address
   * @throws at synth if it is not an https URL (http on this machine), or has a query
   */
  readonly storageEndpoint?: string;

  /**
   * Addressing style of the store at `storageEndpoint`.
   * @default StorageAddressing.PATH
   * @throws at synth if it is not a `StorageAddressing`, or without `storageEndpoint`
   */
  readonly storageAddressing?: StorageAddressing;

  /**
   * Base URL of an edge in front of `storageEndpoint` that verifies CloudFront's signatures; signed reads begin with it.
   * @default - the distribution, with `cdn`
   * @throws at synth if it is not an https URL (http on this machine), or has a query, or without `cdn`
   */
  readonly cdnEndpoint?: string;

  /**
   * Base URL of a local engine instead of AWS; the functions call it.
   * @default - AWS
   * @throws at synth if it is not an https URL (http on this machine), or has a query
   */
  readonly awsEndpoint?: string;
}
