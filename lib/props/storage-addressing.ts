/** Addressing style of a store other than Amazon S3. */
export enum StorageAddressing {
  /** `https://store.example.com/bucket/key` */
  PATH = 'path',
  /** `https://bucket.store.example.com/key`: the store needs a DNS name and a certificate for each bucket. */
  VIRTUAL = 'virtual',
}
