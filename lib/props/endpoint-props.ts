import type { StorageAddressing } from './storage-addressing.js';

/** Where API, storage and AWS are, if not where AWS has them. */
export interface EndpointProps {
  /**
   * Base URL under which clients reach the API, if it is not the gateway's own: links to shared files begin with it.
   * @default - the address to which the request for a link was sent
   * @throws at synth where it is no https URL (http on this machine), or has a query
   */
  readonly publicUrl?: string;

  /**
   * Base URL of an S3-compatible store that signed URLs point to.
   * @default - the bucket's regional address
   * @throws at synth where it is no https URL (http on this machine), or has a query
   */
  readonly storageEndpoint?: string;

  /**
   * How the store at `storageEndpoint` finds the bucket in a URL.
   * @default StorageAddressing.PATH
   * @throws at synth where it is no `StorageAddressing`, or without `storageEndpoint`
   */
  readonly storageAddressing?: StorageAddressing;

  /**
   * Base URL of an engine that answers in place of AWS; the functions call it.
   * @default - AWS
   * @throws at synth where it is no https URL (http on this machine), or has a query
   */
  readonly awsEndpoint?: string;
}
