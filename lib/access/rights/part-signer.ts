import { multipartParts } from './multipart-parts.js';
import { useAnyKey, type Rights } from './right.js';

/** Signs parts that live longer than a function's own credentials may; `presign` alone may assume it. */
export const partSignerRights: Rights = (deployment) => [
  multipartParts(deployment),
  // S3 user guide, "Multipart upload API and permissions".
  ...useAnyKey(deployment, 'kms:Decrypt', 'kms:GenerateDataKey'),
];
