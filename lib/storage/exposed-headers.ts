/** What a page may read of a response of S3 or of an edge. */
export const exposedHeaders = [
  'ETag',
  'x-amz-version-id',
  'x-amz-checksum-sha256',
  'Content-Disposition',
  'Content-Length',
  'Content-Range',
] as const;
