/**
 * Query parameters of every read: the version, and the headers that S3 sets in its response. A CDN has to forward them,
 * and to cache each combination apart.
 */
export const readParameters = [
  'versionId',
  'response-content-disposition',
  'response-content-type',
  'response-cache-control',
  'response-expires',
  'response-content-encoding',
  'response-content-language',
] as const;

export type ReadParameter = (typeof readParameters)[number];
